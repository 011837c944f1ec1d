import { listArticlesById } from '../../articles/index.ts';
import type { App } from '../../platform/app.ts';
import { InvalidInput } from '../../platform/errors.ts';
import type { FieldFault } from '../../platform/field-faults.ts';
import { parseInput } from '../../platform/input.ts';
import type { Send } from '../../sends/index.ts';
import type { DraftFields } from '../letter.ts';
import { StaleDraft } from '../stale-draft.ts';
import { changeLetter, createDraft, createLetter, getLetter, saveDraft } from '../write-letter.ts';
import { digestFields, type DigestFields } from './digest-input.ts';
import { readDigest, writeDigest, type Pick } from './digest-text.ts';

interface WriteOptions {
  /** Kept also when it cannot go out as it is. */
  isUnfinished?: boolean;
  /** See `createDraft`. */
  form?: string;
}

/**
 * Makes the draft of a digest. Without a subject it is called as its first article.
 * @throws InvalidInput also for articles that are not there.
 */
export async function createDigest(
  app: App,
  publicationId: number,
  input: DigestFields,
  { isUnfinished = false, form }: WriteOptions = {},
): Promise<Send> {
  const fields = parseInput(digestFields, input);
  const { introduction = '', preheader = '', audience } = fields;
  const picks = (await picksOf(app, publicationId, fields)) ?? [];
  const first = picks.find((pick) => 'articleId' in pick);
  const subject = fields.subject ?? first?.title ?? '';
  const markdown = writeDigest({ introduction, picks });
  const digest = { subject, preheader, markdown, audience };
  if (isUnfinished) return createDraft(app, publicationId, digest, form, 'digest');
  return createLetter(app, publicationId, digest, 'digest');
}

/**
 * Changes the draft of a digest; what is left out stays.
 * @param version what the caller has seen; without it, whatever stands there is changed.
 * @throws as `changeLetter` and `saveDraft`
 */
export async function changeDigest(
  app: App,
  publicationId: number,
  id: number,
  changes: DigestFields,
  { version, isUnfinished = false }: { version?: number | undefined; isUnfinished?: boolean } = {},
): Promise<void> {
  const { introduction, picks: _picks, articleIds: _ids, ...rest } = parseInput(digestFields, changes);
  const picks = await picksOf(app, publicationId, changes);
  const isTextChanged = introduction !== undefined || picks !== undefined;
  for (let attempt = 1; ; attempt += 1) {
    const letter = await getLetter(app, publicationId, id);
    const before = readDigest(letter.markdown);
    const markdown = isTextChanged
      ? writeDigest({ introduction: introduction ?? before.introduction, picks: picks ?? before.picks })
      : undefined;
    const seen = version ?? (isTextChanged ? letter.version : undefined);
    const digest: DraftFields = { ...rest, markdown };
    try {
      if (isUnfinished) await saveDraft(app, publicationId, id, digest, seen);
      else await changeLetter(app, publicationId, id, digest, seen);
      return;
    } catch (error) {
      // Whoever names no version changes what stands there; somebody was quicker with another part of it.
      if (!(error instanceof StaleDraft) || version !== undefined || attempt === 3) throw error;
    }
  }
}

/** Undefined when nothing is said about them. */
async function picksOf(
  app: App,
  publicationId: number,
  { picks, articleIds }: DigestFields,
): Promise<Pick[] | undefined> {
  if (picks !== undefined && articleIds !== undefined)
    throw invalid('picks', 'Give either articleIds or picks.');
  const given = picks ?? articleIds?.map((articleId) => ({ articleId }));
  if (!given) return undefined;
  const field = picks ? 'picks' : 'articleIds';
  const ids = given.flatMap((pick) => ('articleId' in pick ? [pick.articleId] : []));
  const known = await listArticlesById(app.db, ids);
  const isHere = (id: number) => known.get(id)?.publicationId === publicationId;
  const unknown = ids.filter((id) => !isHere(id));
  if (unknown.length > 0)
    throw invalid(field, `There is no article ${unknown.join(', ')} here.`, {
      code: 'no-article',
      params: { ids: unknown.join(', ') },
    });
  if (new Set(ids).size < ids.length)
    throw invalid(field, 'An article is named twice.', { code: 'named-twice', params: {} });
  return given.map((pick) =>
    'heading' in pick ? pick : { ...pick, title: known.get(pick.articleId)?.title ?? '' },
  );
}

const invalid = (field: string, message: string, fault?: FieldFault) =>
  new InvalidInput([{ field, message, ...(fault && { fault }) }]);
