import type { App } from '../../../src/platform/app.ts';
import { rows } from '../../../src/platform/database.ts';
import type { Mail, MailKind } from './person.ts';
import type { Program } from './program.ts';

interface FrozenRow {
  sendId: number;
  kind: string;
  rhythm: MailKind | null;
  articleId: number | null;
  preparedAt: Date;
  contentId: number;
  text: string;
  subscriberIds: number[];
}

interface OverRow {
  sendId: number;
  subscriberId: number;
  contentId: number;
  state: string;
  status: string;
}

/** A mail that came to nothing, with the articles that it shows. */
export interface Failed {
  reader: number;
  send: number;
  articles: number[];
}

/** What the program wrote down since the last look: whom it froze mails for, what is in these mails, and which of them came to nothing. */
export class Look {
  readonly #app: App;
  readonly #program: Program;
  #since = new Date(0);
  /** Sends of the moment of the last look. */
  #seen: { sendId: number; preparedAt: Date }[] = [];
  readonly #failed = new Set<string>();
  readonly #contents = new Map<number, { articles: number[]; more: number }>();

  constructor(program: Program) {
    this.#app = program.app;
    this.#program = program;
  }

  async frozen(): Promise<Mail[]> {
    const found = await rows<FrozenRow>(
      this.#app.db,
      `select d.id as "sendId", d.kind, r.rhythm, d.article_id as "articleId", d.prepared_at as "preparedAt",
              b.content_id as "contentId", c.text,
              b.subscriber_ids as "subscriberIds"
         from sends d join send_batches b on b.send_id = d.id join send_contents c on c.id = b.content_id
         left join digest_runs r on r.send_id = d.id
        where d.prepared_at >= ? and d.id <> all (cast(? as bigint[])) order by d.id`,
      [this.#since, this.#seen.map(({ sendId }) => sendId)],
    );
    const mails = found.flatMap((row) => {
      const content = this.#read(row);
      const kind = row.kind === 'article' ? 'article' : (row.rhythm ?? 'daily');
      return row.subscriberIds.map((id): Mail => ({
        reader: this.#program.readerOf(id),
        send: row.sendId,
        kind,
        at: row.preparedAt,
        ...content,
      }));
    });
    this.#seen = [...this.#seen, ...found].filter(({ preparedAt }) => preparedAt >= this.#since);
    return mails;
  }

  /** Mails that brought nothing for no fault of the reader's, and readers whose mailbox turned out to be gone. */
  async over(now: Date): Promise<{ failed: Failed[]; bounced: Set<number> }> {
    const found = await rows<OverRow>(
      this.#app.db,
      `select m.send_id as "sendId", m.subscriber_id as "subscriberId", b.content_id as "contentId", m.state, s.status
         from (select id from sends where finished_at >= ? offset 0) d
         join messages m on m.send_id = d.id and m.state in ('rejected', 'expired', 'skipped')
         join send_batches b on b.send_id = d.id and m.subscriber_id = any(b.subscriber_ids)
         join subscribers s on s.id = m.subscriber_id`,
      [this.#since],
    );
    this.#since = now;
    const bounced = await rows<{ id: number }>(
      this.#app.db,
      `select id from subscribers where status = 'bounced'`,
    );
    const fresh = found.filter(({ sendId, subscriberId }) => !this.#failed.has(`${sendId} ${subscriberId}`));
    for (const { sendId, subscriberId } of fresh) this.#failed.add(`${sendId} ${subscriberId}`);
    return {
      failed: fresh.map(({ sendId, subscriberId, contentId }) => ({
        reader: this.#program.readerOf(subscriberId),
        send: sendId,
        articles: this.#contents.get(contentId)?.articles ?? [],
      })),
      bounced: new Set(bounced.map(({ id }) => this.#program.readerOf(id))),
    };
  }

  /** Articles of mails that were refused in sends that an alarm stopped: until a person has decided, they are owed to nobody. */
  async refused(): Promise<{ reader: number; articles: number[] }[]> {
    const found = await rows<{ subscriberId: number; contentId: number }>(
      this.#app.db,
      `select m.subscriber_id as "subscriberId", b.content_id as "contentId"
         from sends d join messages m on m.send_id = d.id and m.state = 'rejected'
         join send_batches b on b.send_id = d.id and m.subscriber_id = any(b.subscriber_ids)
        where d.status = 'paused'`,
    );
    return found.map(({ subscriberId, contentId }) => ({
      reader: this.#program.readerOf(subscriberId),
      articles: this.#contents.get(contentId)?.articles ?? [],
    }));
  }

  /** The articles that a reader can see in it. */
  #read({ kind, articleId, contentId, text }: FrozenRow): { articles: number[]; more: number } {
    const known = this.#contents.get(contentId);
    if (known) return known;
    const content =
      kind === 'article'
        ? { articles: [this.#program.articleOf(articleId ?? 0)], more: 0 }
        : { articles: marksOf(text), more: Number(/and (\d+) more/.exec(text)?.[1] ?? 0) };
    this.#contents.set(contentId, content);
    return content;
  }
}

const marksOf = (text: string): number[] => [
  ...new Set([...text.matchAll(/Mark(\d+)x/g)].map(([, mark]) => Number(mark))),
];
