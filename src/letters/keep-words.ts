import type { App } from '../platform/app.ts';
import { parseInput } from '../platform/input.ts';
import { keepAside, saysTheSame, withDraft } from './change-draft.ts';
import { storableDraft, type DraftFields } from './letter.ts';
import { hasVersionSaying } from './version-queries.ts';
import { changed } from './write-letter.ts';

/**
 * Keeps what somebody wrote in a letter that is no draft any more, as a version beside it. A repeat keeps it once.
 * @throws InvalidInput, NotFound, Conflict for a send that is no letter.
 */
export function keepWords(app: App, publicationId: number, id: number, input: DraftFields): Promise<void> {
  const fields = parseInput(storableDraft, input);
  return withDraft(app, publicationId, id, async (inner, draft) => {
    const mine = changed(draft, fields);
    if (!saysTheSame(draft, mine)) await keepAside(inner, id, draft, mine);
  });
}

/** Whether a letter says this, or a version of it does. @throws as `keepWords` */
export function hasWords(app: App, publicationId: number, id: number, input: DraftFields): Promise<boolean> {
  const fields = parseInput(storableDraft, input);
  return withDraft(app, publicationId, id, async ({ db }, draft) => {
    const { audience: _audience, ...texts } = changed(draft, fields);
    return saysTheSame(draft, texts) || (await hasVersionSaying(db, id, texts));
  });
}
