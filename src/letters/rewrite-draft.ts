import type { App } from '../platform/app.ts';
import { parseInput } from '../platform/input.ts';
import { getSendRow, type Send } from '../sends/index.ts';
import { changeDraft, withDraft } from './change-draft.ts';
import { readDigest, writeDigest } from './digest/digest-text.ts';
import { storableDraft } from './letter.ts';

/**
 * Changes what somebody wrote in a draft, of a digest its introduction, as it stands, whatever others write meanwhile.
 * @returns the version it is now. @throws NotFound, InvalidInput, Conflict for what is no draft any more
 */
export function rewriteDraft(
  app: App,
  publicationId: number,
  id: number,
  rewrite: (markdown: string) => string,
): Promise<number> {
  return withDraft(app, publicationId, id, async (inner, draft) => {
    const { subject, preheader, markdown: before } = draft;
    const { kind } = await getSendRow(inner.db, publicationId, id);
    const text = (REWRITES[kind] ?? rewriteAll)(before, rewrite);
    const { markdown = '' } = parseInput(storableDraft, { markdown: text });
    return changeDraft(inner, publicationId, id, draft, { subject, preheader, markdown }, { isBlind: true });
  });
}

type Rewrite = (text: string, rewrite: (markdown: string) => string) => string;

const rewriteAll: Rewrite = (text, rewrite) => rewrite(text);
/** Of these only a part is Markdown. */
const REWRITES: Partial<Record<Send['kind'], Rewrite>> = { digest: rewriteIntroduction };

function rewriteIntroduction(text: string, rewrite: (markdown: string) => string): string {
  const { introduction, picks } = readDigest(text);
  return writeDigest({ introduction: rewrite(introduction), picks });
}
