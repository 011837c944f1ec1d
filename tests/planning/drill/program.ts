import { expect } from 'vitest';
import { inTransaction, type App } from '../../../src/platform/app.ts';
import { rows } from '../../../src/platform/database.ts';
import { dismissArticles } from '../../../src/planning/index.ts';
import { getPublicationById, strandsOf, type Publication } from '../../../src/publications/index.ts';
import {
  changeSubscriber,
  confirm,
  follow,
  signUp,
  stopFollowing,
  unsubscribe,
} from '../../../src/subscribers/index.ts';
import { moveFollowersOfDefault } from '../../../src/subscribers/ways/change-default.ts';
import { makePublication } from '../../support/app/publications.ts';
import type { StillClock } from '../../support/app/still-clock.ts';
import type { ScriptedSmtp } from '../../support/mail/scripted-smtp.ts';
import { sendNoticeTo } from '../../support/mail/notices.ts';
import { decodeQuotedPrintable, evidence, signUpOf, tokenIn } from '../../support/readers/readers.ts';
import { makeArticle, makeReaders } from '../../support/sends/sends.ts';
import { momentOf, type Happening, type Reader, type Story, type Ways } from './story.ts';

type Server = Extract<Happening, { is: 'server' }>['says'];

const SAYS: Record<Server, string> = {
  policy: '550 5.7.1 Message refused by policy',
  unknown: '550 5.1.1 No such user here',
  // It says nothing of the server: that would slow down the whole drill, by a real clock.
  later: '452 4.2.2 The mailbox is full',
};

/** The papers and readers of a story in the real program. */
export class Program {
  readonly app: App;
  readonly #story: Story;
  readonly #plans: Map<number, Reader>;
  readonly #clock: StillClock;
  readonly #smtp: ScriptedSmtp;
  readonly #publications: Publication[] = [];
  readonly #topicIds: number[][] = [];
  readonly #subscriberIds = new Map<number, number>();
  readonly #articleIds = new Map<number, number>();
  /** The other way round. */
  readonly #readers = new Map<number, number>();
  readonly #articles = new Map<number, number>();
  readonly #servers = new Map<string, Extract<Happening, { is: 'server' }>>();

  constructor(story: Story, clock: StillClock, smtp: ScriptedSmtp) {
    this.app = clock.app;
    this.#story = story;
    this.#plans = new Map(story.readers.map((reader) => [reader.name, reader]));
    this.#clock = clock;
    this.#smtp = smtp;
    smtp.script = (step, _line, to) => (step === 'rcpt' ? this.#answer(to) : undefined);
  }

  async start(): Promise<void> {
    for (const [place, { topics, ...fields }] of this.#story.papers.entries()) {
      const names = Array.from({ length: topics }, (_, topic) => `Topic ${topic}`);
      const { timeZone, holdMinutes, ...rhythms } = fields;
      const made = await makePublication(this.app, {
        timeZone,
        holdMinutes,
        slug: `paper-${place}`,
        topics: names.map((name, topic) => ({ slug: `topic-${topic}`, name, categories: [name] })),
        tooLateHours: 168,
        retryHours: 4,
      });
      await this.app.db.raw(
        `update publications set default_rhythm = :defaultRhythm, daily_at = :dailyAt, weekly_on = :weeklyOn, weekly_at = :weeklyAt,
                busy_day_cap = :busyDayCap, digest_min_articles = :digestMinArticles, digest_max_articles = :digestMaxArticles where id = :id`,
        { id: made.id, ...rhythms },
      );
      const publication = { ...made, ...rhythms };
      this.#publications[place] = publication;
      this.#topicIds[place] = (
        await rows<{ id: number }>(
          this.app.db,
          'select id from topics where publication_id = ? order by id',
          [publication.id],
        )
      ).map(({ id }) => id);
      await this.#makeReaders(place, publication);
    }
  }

  readerOf(subscriberId: number): number {
    return found(this.#readers.get(subscriberId), `a reader with the id ${subscriberId}`);
  }

  articleOf(articleId: number): number {
    return found(this.#articles.get(articleId), `an article with the id ${articleId}`);
  }

  /** What `explain` needs to know of a reader and an article. */
  async askFor(
    reader: number,
    article: number,
  ): Promise<{ publication: Publication; email: string; articleId: number }> {
    const { id } = this.#publication(this.#reader(reader).paper);
    return {
      publication: await getPublicationById(this.app.db, id),
      email: this.#addressOf(reader),
      articleId: found(this.#articleIds.get(article), `article ${article}`),
    };
  }

  /** @returns whether it happened: what is mailed already cannot be withdrawn. */
  async happen(happening: Happening): Promise<boolean> {
    const { is } = happening;
    if (is === 'article') {
      const title = `Mark${happening.article}x on the front page`;
      const categories = happening.topics.map((topic) => `Topic ${topic}`);
      const { author } = happening;
      const authors = author === undefined ? {} : { authors: [authorOf(author)] };
      const paper = this.#publication(happening.paper);
      const id = await makeArticle(this.app, paper, { title, categories, ...authors });
      this.#articleIds.set(happening.article, id);
      this.#articles.set(id, happening.article);
    } else if (is === 'withdrawn') {
      const id = this.#articleIds.get(happening.article);
      const changed =
        id === undefined ? [] : await dismissArticles(this.app, this.#publication(happening.paper).id, [id]);
      return changed.length > 0;
    } else if (is === 'default') {
      const { id } = this.#publication(happening.paper);
      await inTransaction(this.app, async (inner) => {
        await inner.db.raw('update publications set default_rhythm = ? where id = ?', [happening.rhythm, id]);
        await moveFollowersOfDefault(inner, id, happening.rhythm);
      });
    } else if (is === 'follow' || is === 'stop') await this.#follow(happening);
    else if (is === 'change') await this.#change(happening.reader, happening.ways);
    else if (is === 'pause') await this.pause(happening.reader, happening.until);
    else if (is === 'resume') await this.#write(happening.reader, { pausedUntil: null });
    else if (is === 'leave') {
      const subscriberId = this.#subscriberIds.get(happening.reader);
      if (subscriberId !== undefined) await unsubscribe(this.app, { subscriberId, sendId: 0 }, evidence);
    } else if (is === 'confirm') await this.#confirm(happening.reader);
    else if (is === 'server') this.#servers.set(this.#addressOf(happening.reader), happening);
    return true;
  }

  pause(reader: number, until: number): Promise<void> {
    return this.#write(reader, { pausedUntil: momentOf(this.#story, until) });
  }

  async #makeReaders(place: number, publication: Publication): Promise<void> {
    const own = this.#story.readers.filter(({ paper, isLate }) => paper === place && !isLate);
    const last = Math.max(0, ...own.map(({ name }) => name));
    const ids = await makeReaders(this.app, publication, last + 1, (name) => domainOf(name, place));
    // One address for each number; those whom the story does not have are gone again.
    const wanted = new Set(own.map(({ name }) => name));
    const extra = ids.filter((_, index) => !wanted.has(index));
    await this.app.db.raw('delete from consent_records where subscriber_id = any(cast(? as bigint[]))', [
      extra,
    ]);
    await this.app.db.raw('delete from subscribers where id = any(cast(? as bigint[]))', [extra]);
    await this.app.db.raw('update subscribers set rhythm = ? where publication_id = ?', [
      publication.defaultRhythm,
      publication.id,
    ]);
    for (const { name, ways } of own) {
      this.#know(name, ids[name] ?? 0);
      await this.#change(name, ways);
    }
  }

  #know(reader: number, id: number): void {
    this.#subscriberIds.set(reader, id);
    this.#readers.set(id, reader);
  }

  async #change(reader: number, { rhythm, topics, ...rest }: Partial<Ways>): Promise<void> {
    await this.#write(reader, {
      ...rest,
      ...(rhythm && { rhythm }),
      ...(topics && {
        topicIds: topics.map((topic) => this.#topicIds[this.#reader(reader).paper]?.[topic] ?? 0),
      }),
    });
  }

  async #write(reader: number, changes: Parameters<typeof changeSubscriber>[2]): Promise<void> {
    const id = this.#subscriberIds.get(reader);
    if (id === undefined) return;
    await changeSubscriber(
      this.app,
      { id, publicationId: this.#publication(this.#reader(reader).paper).id },
      changes,
      evidence,
    );
  }

  async #follow({ is, reader, author }: Extract<Happening, { is: 'follow' | 'stop' }>): Promise<void> {
    const id = this.#subscriberIds.get(reader);
    const [strand] = strandsOf({ story: null, authors: [authorOf(author)], categories: [] });
    if (id === undefined || !strand) return;
    const own = { id, publicationId: this.#publication(this.#reader(reader).paper).id };
    if (is === 'follow') await follow(this.app, own, strand, evidence);
    else await stopFollowing(this.app, own, strand.id, evidence);
  }

  /** By the sign-up box and the link in the mail; what they chose before is chosen again. */
  async #confirm(reader: number): Promise<void> {
    const { paper, ways } = this.#reader(reader);
    const address = this.#addressOf(reader);
    this.#servers.delete(address);
    const { subscriber } = await signUp(
      this.app,
      this.#publication(paper),
      signUpOf(address, { rhythm: ways.rhythm }),
    );
    if (!subscriber || subscriber.status === 'active') return;
    await sendNoticeTo(this.app, 'confirmation', subscriber.id);
    const mail = this.#smtp.messages.findLast(({ to }) => to === address);
    const token = tokenIn(decodeQuotedPrintable(mail?.source ?? ''), 'confirm');
    expect(await confirm(this.app, token, evidence)).toBe('confirmed');
    this.#know(reader, subscriber.id);
    await this.#change(reader, ways);
  }

  #answer(to: string): string | undefined {
    const server = this.#servers.get(to);
    if (!server || momentOf(this.#story, server.until) < this.#clock.now()) return undefined;
    return SAYS[server.says];
  }

  #addressOf = (reader: number) => `reader${reader + 1}@${domainOf(reader, this.#reader(reader).paper)}`;

  #publication(place: number): Publication {
    return found(this.#publications[place], `paper ${place}`);
  }

  #reader(name: number): Reader {
    return found(this.#plans.get(name), `reader ${name}`);
  }
}

/** Each has a mail server of their own: one that puts many off is left alone for hours, with everybody behind it. */
const domainOf = (reader: number, paper: number) => `home${reader}.paper${paper}.example`;

const authorOf = (author: number) => `Author ${author}`;

function found<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Error(`there is no ${what}`);
  return thing;
}
