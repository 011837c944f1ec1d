import { listArticles, type Article } from '../../../articles/index.ts';
import { explain, type Explanation } from '../../../explain/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { listTopics, type Publication, type Topic } from '../../../publications/index.ts';
import { listFollowed } from '../../../rhythms/index.ts';
import { listLastSends } from '../../../segments/index.ts';
import {
  countMails,
  getSubscriber,
  listNotes,
  readTimeline,
  TIMELINE_KINDS,
  type Note,
  type Subscriber,
} from '../../../subscribers/index.ts';
import { loadPeople, type People } from '../composer/people.ts';
import type { TimelineView } from './Timeline.tsx';

const PAGE = 30;
const MOST_ARTICLES = 30;

/** What is asked about, such as `send:12` or `article:7`, and the answer. */
export interface Why {
  about: string;
  answer: Explanation | undefined;
  sends: { id: number; subject: string }[];
  articles: Pick<Article, 'id' | 'title'>[];
}

export interface PersonView {
  reader: Subscriber;
  topics: Topic[];
  followed: string[];
  mails: Awaited<ReturnType<typeof countMails>>;
  timeline: TimelineView;
  notes: Note[];
  people: People;
  why: Why;
}

/** @throws NotFound */
export async function loadPerson(
  app: App,
  publication: Publication,
  id: number,
  query: Record<string, unknown>,
): Promise<PersonView> {
  const reader = await getSubscriber(app.db, publication.id, id);
  const kind = TIMELINE_KINDS.find((one) => one === query['kind']);
  const cursor = typeof query['cursor'] === 'string' ? query['cursor'] : undefined;
  const page = await readTimeline(app, reader, { ...(kind && { kinds: [kind] }), cursor, limit: PAGE });
  return {
    reader,
    topics: await listTopics(app.db, publication.id),
    followed: (await listFollowed(app.db, id)).filter(({ isOver }) => !isOver).map(({ name }) => name),
    mails: await countMails(app.db, reader),
    timeline: { ...page, kind, isFirst: cursor === undefined },
    notes: await listNotes(app.db, id),
    people: await loadPeople(app),
    why: await loadWhy(app, publication, reader, query['about']),
  };
}

async function loadWhy(
  app: App,
  publication: Publication,
  { email }: Subscriber,
  asked: unknown,
): Promise<Why> {
  const about = typeof asked === 'string' ? asked : '';
  const [, kind, number] = /^(send|article):([1-9]\d{0,14})$/.exec(about) ?? [];
  const id = Number(number);
  const question = kind === 'send' ? { send: id, article: undefined } : { article: id, send: undefined };
  return {
    about,
    // What is gone has no answer.
    answer: kind
      ? await explain(app, publication, { email, ...question }).catch((error: unknown) => {
          if (error instanceof NotFound) return undefined;
          throw error;
        })
      : undefined,
    sends: await listLastSends(app.db, publication.id),
    articles: await listArticles(app.db, publication.id, { limit: MOST_ARTICLES }),
  };
}
