import type { App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { listTopics } from '../publications/index.ts';
import { findSegment } from '../segments/index.ts';
import { getSendRow } from '../sends/index.ts';
import { changeDraft, keepVersion, withDraft } from './change-draft.ts';
import { differenceOf, type Difference } from './difference.ts';
import type { LetterAudience, LetterTexts } from './letter.ts';
import { StaleDraft } from './stale-draft.ts';
import { getVersionRow, listVersionRows, type LetterVersion } from './version-queries.ts';
import { getLetter } from './write-letter.ts';

/** What a draft said before, newest first. @throws NotFound, Conflict for a send that is no letter. */
export async function listVersions(app: App, publicationId: number, id: number): Promise<LetterVersion[]> {
  await getLetter(app, publicationId, id);
  return listVersionRows(app.db, id);
}

export type TextDifferences = { [Field in keyof LetterTexts]: Difference[] };

/** A version, and what has changed from it to what stands there now. @throws NotFound, Conflict */
export async function getVersion(
  app: App,
  publicationId: number,
  id: number,
  versionId: number,
): Promise<LetterVersion & { changes: TextDifferences }> {
  const { subject } = await getSendRow(app.db, publicationId, id);
  const now = { subject, ...(await getLetter(app, publicationId, id)) };
  const version = await getVersionRow(app.db, id, versionId);
  const changeOf = (field: keyof LetterTexts) => differenceOf(version[field], now[field]);
  const changes = {
    subject: changeOf('subject'),
    preheader: changeOf('preheader'),
    markdown: changeOf('markdown'),
  };
  return { ...version, changes };
}

/**
 * Writes an old version into the draft; what stood there becomes a version itself. An audience whose topics or segment are gone
 * is not brought back.
 * @param seen what the person has before them. @returns the version it is now.
 * @throws NotFound, Conflict when it is no draft any more, StaleDraft
 */
export function restoreVersion(
  app: App,
  publicationId: number,
  id: number,
  versionId: number,
  seen?: number,
): Promise<number> {
  return withDraft(app, publicationId, id, async (inner, draft) => {
    if (seen !== undefined && seen !== draft.version) throw new StaleDraft(draft);
    const old = await getVersionRow(inner.db, id, versionId);
    await keepVersion(inner, id, draft, 'before-restore');
    const audience = await audienceNow(inner, publicationId, old.audience);
    const { subject, preheader, markdown } = old;
    const version = await changeDraft(inner, publicationId, id, draft, {
      subject,
      preheader,
      markdown,
      audience,
    });
    await audit(inner, { action: 'send.restored', subject: `send:${id}`, details: { versionId, version } });
    return version;
  });
}

/** Undefined when it does not mean the same any more. */
async function audienceNow(
  { db }: App,
  publicationId: number,
  { topics, rhythm, segment, isForAll }: LetterVersion['audience'],
): Promise<LetterAudience | undefined> {
  const known = new Set((await listTopics(db, publicationId)).map(({ slug }) => slug));
  const isSame = topics.every((slug) => known.has(slug)) && isForAll === (topics.length === 0);
  const isGone = segment !== null && !(await findSegment(db, publicationId, segment));
  return isSame && !isGone ? { topics, rhythm, segment } : undefined;
}
