import type { App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { parseInput } from '../platform/input.ts';
import {
  changeDraft,
  isSameAudience,
  keepAside,
  keepVersion,
  saysTheSame,
  withDraft,
  type DraftChange,
} from './change-draft.ts';
import { editsBetween, type Edit } from './difference.ts';
import type { LockedDraft } from './letter-queries.ts';
import { storableDraft, type DraftFields, type LetterAudience } from './letter.ts';
import { mergeTexts, withBoth, type Overlap } from './merge-texts.ts';
import { StaleDraft } from './stale-draft.ts';
import { changed } from './write-letter.ts';

/** What to do where two people changed the same place. */
export const TAKES = ['both', 'mine', 'theirs'] as const;
type Take = (typeof TAKES)[number];

interface MergeInput {
  /** What both began with; left out: nobody knows, so all of it may overlap. */
  base?: DraftFields | undefined;
  mine: DraftFields;
  /** Left out: only what does not overlap is merged. */
  take?: Take | undefined;
  /** What the person decided about; somebody may have changed it again. */
  version?: number | undefined;
}

/** A place of one field that two people changed. */
export interface FieldOverlap extends Overlap {
  field: 'subject' | 'preheader' | 'markdown' | 'audience';
}

export type Merge =
  | {
      is: 'merged';
      version: number;
      draft: LockedDraft;
      /** What changes in the Markdown of the person who merges. */
      edits: Edit[];
    }
  /** Nothing is written: `current` is what stands there. */
  | { is: 'overlapping'; current: LockedDraft; mine: DraftChange; overlaps: FieldOverlap[] };

/**
 * Brings what a person wrote and what somebody else wrote meanwhile together. Whatever is not taken is kept as a version.
 * @throws InvalidInput, NotFound, Conflict when it is no draft any more, StaleDraft when it is not at `version`.
 */
export function mergeDraft(app: App, publicationId: number, id: number, input: MergeInput): Promise<Merge> {
  const fields = parseInput(storableDraft, input.mine);
  const base = parseInput(storableDraft, input.base ?? {});
  const { take, version: seen } = input;
  return withDraft(app, publicationId, id, async (inner, theirs) => {
    const mine = changed(theirs, fields);
    if (saysTheSame(theirs, mine)) return whatIs(theirs, mine);
    if (take !== undefined && seen !== undefined && seen !== theirs.version) throw new StaleDraft(theirs);
    const { change, overlaps } = together(base, mine, theirs);
    if (overlaps.length > 0 && take === undefined)
      return { is: 'overlapping', current: theirs, mine, overlaps };
    const taken = take === 'mine' ? mine : take === 'theirs' ? undefined : change;
    if (take !== undefined) {
      await keepVersion(inner, id, theirs, 'before-merge');
      if (take !== 'mine') await keepAside(inner, id, theirs, mine);
      await audit(inner, { action: 'send.merged', subject: `send:${id}`, details: { take } });
    }
    if (!taken) return whatIs(theirs, mine);
    const isAutosave = take === undefined;
    const version = await changeDraft(inner, publicationId, id, theirs, taken, { isAutosave });
    return whatIs({ ...theirs, ...taken, ...taken.audience, version }, mine);
  });
}

const whatIs = (draft: LockedDraft, mine: DraftChange): Merge => ({
  is: 'merged',
  version: draft.version,
  draft,
  edits: editsBetween(mine.markdown, draft.markdown),
});

/** What the draft says with both in it, and where that is for people to decide. */
function together(
  base: Partial<{ [Field in keyof DraftChange]: DraftChange[Field] | undefined }>,
  mine: DraftChange,
  theirs: LockedDraft,
): { change: DraftChange; overlaps: FieldOverlap[] } {
  const overlaps: FieldOverlap[] = [];
  const lineOf = (field: 'subject' | 'preheader') => {
    const [was, a, b] = [base[field], mine[field], theirs[field]];
    if (a === b || b === was) return a;
    if (a === was) return b;
    overlaps.push({ field, base: was ?? '', mine: a, theirs: b });
    return [b, a].filter((text) => text.trim() !== '').join(' / ');
  };
  const [subject, preheader] = [lineOf('subject'), lineOf('preheader')];
  const markdown = mergeTexts(base.markdown ?? '', mine.markdown, theirs.markdown);
  for (const part of markdown) if (typeof part !== 'string') overlaps.push({ field: 'markdown', ...part });
  const audience = audienceOf(base.audience, mine.audience, theirs);
  if (audience === 'overlapping') overlaps.push(audienceOverlap(base.audience, mine.audience, theirs));
  const change = { subject, preheader, markdown: withBoth(markdown) };
  return { change: typeof audience === 'object' ? { ...change, audience } : change, overlaps };
}

/**
 * Undefined: it stays as it is, also when both changed it: an audience is not put together of two, or somebody would get the
 * letter whom neither of them chose.
 */
function audienceOf(
  base: LetterAudience | undefined,
  mine: LetterAudience | undefined,
  theirs: LockedDraft,
): LetterAudience | 'overlapping' | undefined {
  if (!mine || isSameAudience(theirs, mine)) return undefined;
  if (!base) return 'overlapping';
  if (isSameAudience({ ...base, isForAll: base.topics.length === 0 }, mine)) return undefined;
  return isSameAudience(theirs, base) ? mine : 'overlapping';
}

function audienceOverlap(
  base: LetterAudience | undefined,
  mine: LetterAudience | undefined,
  theirs: LetterAudience,
): FieldOverlap {
  const words = (audience: LetterAudience | undefined) =>
    [...(audience?.topics ?? []), audience?.rhythm ?? ''].filter(Boolean).join(', ');
  return { field: 'audience', base: words(base), mine: words(mine), theirs: words(theirs) };
}
