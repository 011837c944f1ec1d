import { getArticle } from '../articles/index.ts';
import { viewAudience, type AskedSend, type Audience, type AudienceOptions } from '../audiences/index.ts';
import type { App } from '../platform/app.ts';
import { InvalidInput } from '../platform/errors.ts';
import { getPublicationById, listTopics } from '../publications/index.ts';
import { getSendStory, segmentNow } from '../sends/index.ts';
import { countCorrectionOf } from '../planning/index.ts';
import { paceOf } from '../transports/index.ts';
import { askedSend } from './asked-send.ts';
import { viewDigestAudience } from './view-digest-audience.ts';

export interface SendAudience extends Audience {
  /** How long they take at the rate that its mail server is allowed; null where no rate is set. */
  seconds: number | null;
}

/** Who gets a send, or who would get it now; a frozen audience stays as it was frozen. @throws NotFound */
export async function viewSendAudience(
  app: App,
  publicationId: number,
  sendId: number,
  options: AudienceOptions,
): Promise<SendAudience> {
  const send = await getSendStory(app.db, publicationId, sendId);
  if (send.preparedAt !== null) {
    const { preparedAt, audienceSize } = send;
    return withTime(app, publicationId, exactly(audienceSize ?? 0, preparedAt));
  }
  const corrected = await countCorrectionOf(app, sendId);
  if (corrected !== undefined) return withTime(app, publicationId, exactly(corrected, new Date()));
  const article = send.articleId === null ? undefined : await getArticle(app.db, send.articleId);
  const asked = askedSend(send, article, await listTopics(app.db, publicationId));
  const audience = await viewAudience(app.db, asked, options);
  return withTime(
    app,
    publicationId,
    send.isTimedDigest ? await viewDigestAudience(app.db, sendId, audience, options) : audience,
  );
}

/**
 * Who would get a letter for these topics (none: for everybody), this rhythm and this segment.
 * @throws InvalidInput for a topic or a segment that is not there.
 */
export async function viewDraftAudience(
  app: App,
  publicationId: number,
  { topics, rhythm, segment: segmentId }: { topics: string[]; rhythm: string | null; segment: number | null },
  options: AudienceOptions,
): Promise<SendAudience> {
  const known = await listTopics(app.db, publicationId);
  const unknown = topics.filter((slug) => !known.some((topic) => topic.slug === slug));
  if (unknown.length > 0)
    throw new InvalidInput([
      {
        field: 'topics',
        message: `There is no topic ${unknown.join(', ')} here.`,
        fault: { code: 'no-topic', params: { topics: unknown.join(', ') } },
      },
    ]);
  const topicIds = known.filter(({ slug }) => topics.includes(slug)).map(({ id }) => id);
  const segment = await segmentNow(app.db, { publicationId, isForSegment: segmentId !== null, segmentId });
  if (segment === 'gone')
    throw new InvalidInput([
      {
        field: 'segment',
        message: `There is no segment ${segmentId} here.`,
        fault: { code: 'no-segment', params: {} },
      },
    ]);
  const asked: AskedSend = { publicationId, isForAll: topics.length === 0, topicIds, rhythm, segment };
  return withTime(app, publicationId, await viewAudience(app.db, asked, options));
}

/** Nobody else was ever meant. */
const exactly = (count: number, countedAt: Date): Audience => ({
  count,
  leftOut: [],
  byDomain: [],
  isExact: true,
  countedAt,
});

async function withTime(app: App, publicationId: number, audience: Audience): Promise<SendAudience> {
  const { transports } = await getPublicationById(app.db, publicationId);
  const perSecond = await paceOf(app.db, transports);
  return { ...audience, seconds: perSecond === null ? null : Math.ceil(audience.count / perSecond) };
}
