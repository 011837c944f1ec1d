import type { App } from '../platform/app.ts';
import { parseInput } from '../platform/input.ts';
import { changeDraft, withDraft } from './change-draft.ts';
import { storableDraft } from './letter.ts';

/**
 * Changes the text of a draft as it stands, whatever others write meanwhile.
 * @returns the version it is now. @throws NotFound, InvalidInput, Conflict for what is no draft any more
 */
export function rewriteDraft(
  app: App,
  publicationId: number,
  id: number,
  rewrite: (markdown: string) => string,
): Promise<number> {
  return withDraft(app, publicationId, id, (inner, draft) => {
    const { subject, preheader } = draft;
    const { markdown = '' } = parseInput(storableDraft, { markdown: rewrite(draft.markdown) });
    return changeDraft(inner, publicationId, id, draft, { subject, preheader, markdown }, { isBlind: true });
  });
}
