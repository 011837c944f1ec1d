import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { FOREIGN_KEY_VIOLATION, sqlState } from '../platform/database.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { listTopics } from '../publications/index.ts';
import { findSegment } from '../segments/index.ts';
import { getSendRow, lockSend, updateDraft, type DraftColumns } from '../sends/index.ts';
import { findDraft, updateLetter, type LockedDraft } from './letter-queries.ts';
import type { LetterAudience, LetterTexts } from './letter.ts';
import { insertVersion, type LetterVersion } from './version-queries.ts';

/** What a draft is to say, and for whom; without an audience, that stays. */
export interface DraftChange extends LetterTexts {
  audience?: LetterAudience | undefined;
}

/**
 * Runs `work` while nobody else can change this draft.
 * @throws NotFound, Conflict for a send that is no letter.
 */
export function withDraft<Result>(
  app: App,
  publicationId: number,
  id: number,
  work: (app: App, draft: LockedDraft) => Promise<Result>,
): Promise<Result> {
  return inTransaction(app, async (inner) => {
    const { kind } = await getSendRow(inner.db, publicationId, id);
    await lockSend(inner.db, id);
    const draft = await findDraft(inner.db, id, inner.actor);
    if (!draft) throw new Conflict('not-a-letter', `This send is of the kind ${kind}, not a letter.`);
    return work(inner, draft);
  });
}

/**
 * Writes it down, and keeps what stood there when somebody else begins to write, or after ten minutes. Nothing new: nothing happens.
 * @param how `isBlind`: nobody has looked at what it overwrites, so what others wrote is kept. `isAutosave`: one line of the
 * audit log for all of a stretch.
 * @returns the version it is now. @throws Conflict when it is no draft any more, InvalidInput for an unknown topic.
 */
export async function changeDraft(
  app: App,
  publicationId: number,
  id: number,
  draft: LockedDraft,
  change: DraftChange,
  how: { isBlind?: boolean; isAutosave?: boolean } = {},
): Promise<number> {
  if (saysTheSame(draft, change)) return draft.version;
  const { subject, preheader, markdown } = change;
  const { actor: by, db } = app;
  const audience = change.audience && (await audienceColumns(app, publicationId, change.audience));
  if (!(await orNoSegment(updateDraft(db, id, { subject, audience }))))
    throw await noDraft(app, publicationId, id);
  const isNewStretch = draft.isNewStretch || (how.isBlind === true && draft.writtenBy !== by);
  if (isNewStretch) await keepVersion(app, id, draft, 'left');
  const version = await updateLetter(db, id, { preheader, markdown, by, isNewStretch });
  if (!how.isAutosave || isNewStretch || draft.version === 1) {
    const fields = changedFields(draft, change);
    await audit(app, { action: 'send.changed', subject: `send:${id}`, details: { fields, version } });
  }
  return version;
}

/** What stands there now, once for each version. */
export function keepVersion(
  { db }: App,
  id: number,
  draft: LockedDraft,
  why: LetterVersion['why'],
): Promise<void> {
  const { version, subject, preheader, markdown, writtenBy, writtenAt } = draft;
  const audience = asVersion(draft);
  return insertVersion(db, id, {
    version,
    why,
    subject,
    preheader,
    markdown,
    audience,
    writtenBy,
    writtenAt,
  });
}

/** Words that do not get into the draft. */
export function keepAside(
  { db, actor: writtenBy, now }: App,
  id: number,
  draft: LockedDraft,
  { subject, preheader, markdown, audience }: DraftChange,
): Promise<void> {
  return insertVersion(db, id, {
    version: null,
    why: 'aside',
    subject,
    preheader,
    markdown,
    audience: asVersion(audience ? { ...audience, isForAll: audience.topics.length === 0 } : draft),
    writtenBy,
    writtenAt: now(),
  });
}

const asVersion = ({
  topics,
  rhythm,
  segment,
  isForAll,
}: LetterVersion['audience']): LetterVersion['audience'] => ({
  topics,
  rhythm,
  segment,
  isForAll,
});

async function noDraft({ db }: App, publicationId: number, id: number): Promise<Conflict> {
  const { status } = await getSendRow(db, publicationId, id);
  const advice = status === 'scheduled' ? ' Take its schedule back first.' : '';
  return new Conflict(`send-is-${status}`, `This send is ${status}: only a draft can be changed.${advice}`);
}

/** @throws InvalidInput for a topic or a segment that is not there. */
export async function audienceColumns(
  { db }: App,
  publicationId: number,
  { topics, rhythm, segment }: LetterAudience,
): Promise<Omit<DraftColumns, 'subject'>> {
  const known = await listTopics(db, publicationId);
  const unknown = topics.filter((slug) => !known.some((topic) => topic.slug === slug));
  if (unknown.length > 0)
    throw new InvalidInput([
      {
        field: 'audience.topics',
        message: `There is no topic ${unknown.join(', ')} here.`,
        fault: { code: 'no-topic', params: { topics: unknown.join(', ') } },
      },
    ]);
  if (segment !== null && !(await findSegment(db, publicationId, segment))) throw noSegment();
  return {
    topicIds: known.filter(({ slug }) => topics.includes(slug)).map((topic) => topic.id),
    rhythm,
    segmentId: segment,
  };
}

const noSegment = () =>
  new InvalidInput([
    {
      field: 'audience.segment',
      message: 'There is no such segment here.',
      fault: { code: 'no-segment', params: {} },
    },
  ]);

/** What writes a draft. @throws InvalidInput when somebody deletes its segment at that moment. */
export async function orNoSegment<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    if (sqlState(error) === FOREIGN_KEY_VIOLATION) throw noSegment();
    throw error;
  }
}

export const saysTheSame = (draft: LockedDraft, change: DraftChange) =>
  changedFields(draft, change).length === 0;

function changedFields(draft: LockedDraft, change: DraftChange): string[] {
  const fields: string[] = (['subject', 'preheader', 'markdown'] as const).filter(
    (field) => draft[field] !== change[field],
  );
  return change.audience && !isSameAudience(draft, change.audience) ? [...fields, 'audience'] : fields;
}

export function isSameAudience(draft: LetterVersion['audience'], wanted: LetterAudience): boolean {
  const slugs = (topics: string[]) => topics.toSorted().join('\n');
  return (
    draft.rhythm === wanted.rhythm &&
    slugs(draft.topics) === slugs(wanted.topics) &&
    draft.isForAll === (wanted.topics.length === 0) &&
    draft.segment === wanted.segment
  );
}
