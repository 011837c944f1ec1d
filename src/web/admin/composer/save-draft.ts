import { keepWords, mergeDraft, saveDraft, type Merge } from '../../../letters/index.ts';
import type { App } from '../../../platform/app.ts';
import { Conflict } from '../../../platform/errors.ts';
import { getSendRow, type Send } from '../../../sends/index.ts';
import type { DraftForm } from './draft-form.ts';

export type Saved =
  | { is: 'saved'; version: number; merge?: Extract<Merge, { is: 'merged' }> }
  | (Extract<Merge, { is: 'overlapping' }> & { version: number })
  /** Somebody scheduled or cancelled it; the words are kept beside it. */
  | { is: 'no-draft'; status: Send['status'] };

/** Saves what a form holds, together with what somebody else wrote meanwhile. No end of it loses a word. */
export async function saveForm(app: App, publicationId: number, id: number, form: DraftForm): Promise<Saved> {
  try {
    return await saveOrMerge(app, publicationId, id, form);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    if (error.code === 'stale-version') return await merged(app, publicationId, id, form, undefined);
    const { status } = await getSendRow(app.db, publicationId, id);
    if (error.code !== `send-is-${status}`) throw error;
    await keepWords(app, publicationId, id, form.mine);
    return { is: 'no-draft', status };
  }
}

async function saveOrMerge(app: App, publicationId: number, id: number, form: DraftForm): Promise<Saved> {
  if (form.take !== undefined) return merged(app, publicationId, id, form, form.take);
  // A letter that was not stored when the page was made has no version yet: 0 is always stale.
  return { is: 'saved', version: await saveDraft(app, publicationId, id, form.mine, form.version ?? 0) };
}

async function merged(
  app: App,
  publicationId: number,
  id: number,
  { mine, base, version }: DraftForm,
  take: DraftForm['take'],
): Promise<Saved> {
  const merge = await mergeDraft(app, publicationId, id, { mine, base, version, take });
  return merge.is === 'merged'
    ? { is: 'saved', version: merge.version, merge }
    : { ...merge, version: merge.current.version };
}
