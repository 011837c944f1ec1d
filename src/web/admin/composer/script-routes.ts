import { z } from 'zod';
import { createDraft, hasWords, readDigest } from '../../../letters/index.ts';
import { listArticleRows } from '../../../reports/index.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { parseInput } from '../../../platform/input.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { faultLines } from '../faults.ts';
import type { Foreign } from '../view.ts';
import { audienceShown } from './audience-shown.ts';
import { fieldLabels, placeOf, type Writing } from './composer-view.tsx';
import { audienceOf, draftForm, kindOf, LONG_FORM, NOTHING, shownOf, type DraftForm } from './draft-form.ts';
import { othersIn } from './load-draft.ts';
import { mailFrame } from './mail-frame.ts';
import { loadPeople } from './people.ts';
import { saveForm, type Saved } from './save-draft.ts';

const params = z.object({ id: idText });

const json = (body: object): Foreign => ({
  type: 'json',
  policy: "default-src 'none'",
  body: JSON.stringify(body),
});

/** A save by script: as that of the form, but the page stays. */
async function autosave(writing: Writing, form: DraftForm, given?: number): Promise<Foreign> {
  const { app, publication } = writing;
  try {
    const id = given ?? (await createDraft(app, publication.id, form.mine, form.form, kindOf(form))).id;
    const saved = await saveForm(app, publication.id, id, form);
    return json({ id, ...(await told(writing, id, form, saved)) });
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return json({
      is: 'refused',
      says: faultLines(writing.desk, error, fieldLabels(writing.desk)).join(' '),
    });
  }
}

async function told(
  { app, publication, desk }: Writing,
  id: number,
  form: DraftForm,
  saved: Saved,
): Promise<object> {
  const { composer, states } = desk.words;
  if (saved.is === 'no-draft')
    return {
      is: 'no-draft',
      says: `${composer.notADraft(states[saved.status])}. ${composer.wordsKept}`,
    };
  if (saved.is === 'overlapping') {
    const name = (await loadPeople(app)).actor(saved.current.writtenBy) ?? composer.nobody;
    return { is: 'overlapping', version: saved.version, name };
  }
  const savedAt = desk.timeWithSeconds(app.now(), publication.timeZone);
  const place = placeOf({ publication }, id);
  const { version, merge } = saved;
  if (!merge) return { is: 'saved', version, savedAt, place };
  const { subject, preheader, markdown, topics, rhythm, segment } = merge.draft;
  const draft = { subject, preheader, markdown, audience: { topics, rhythm, segment } };
  // Edits are for what stands in the editor, and the articles of a digest do not.
  const end = form.isDigest ? readDigest(form.mine.markdown ?? '').introduction.length : Infinity;
  const edits = merge.edits.filter(({ to }) => to <= end);
  return { is: 'saved', version, savedAt, place, draft, edits };
}

const asMail = (writing: Writing, form: DraftForm) =>
  mailFrame(writing, { ...shownOf(form, NOTHING), kind: kindOf(form) }, form.look);

const audienceQuery = z
  .record(z.string(), z.string())
  .transform((sent) => ({ audience: audienceOf(sent), isExact: sent['exact'] === '1' }));

/** What `browser/composer.ts` asks for. Without script, nobody misses them. */
export const scriptRoutes = [
  ofPublication.button({
    path: '/sends/new/autosave',
    role: 'editor',
    limit: LONG_FORM,
    fields: draftForm,
    act: ({ fields, ...writing }) => autosave(writing, fields),
  }),
  ofPublication.button({
    path: '/sends/:id/autosave',
    role: 'editor',
    limit: LONG_FORM,
    params,
    fields: draftForm,
    act: ({ fields, params: { id }, ...writing }) => autosave(writing, fields, id),
  }),
  ofPublication.page({
    path: '/sends/new/articles',
    role: 'editor',
    view: async ({ app, publication, desk, query }) => {
      const search = typeof query['q'] === 'string' ? query['q'].trim().slice(0, 200) : '';
      const found = await listArticleRows(app.db, publication.id, { search }, { before: 0, limit: 8 });
      const articles = found.flatMap(({ title, url, publishedAt, firstSeenAt, categories }) =>
        url === null ? [] : [{ title, url, meta: metaOf(publishedAt ?? firstSeenAt, categories) }],
      );
      return json({ articles });

      function metaOf(at: Date, names: string[]): string {
        return [desk.shortMoment(at, publication.timeZone), ...names.slice(0, 2)].join(', ');
      }
    },
  }),
  ofPublication.button({
    path: '/sends/:id/stored',
    role: 'editor',
    limit: LONG_FORM,
    params,
    fields: draftForm,
    act: async ({ app, publication, params: { id }, fields: { mine } }) =>
      json({ isStored: await hasWords(app, publication.id, id, mine) }),
  }),
  ofPublication.button({
    path: '/sends/:id/here',
    role: 'editor',
    params,
    fields: z.object({ writing: z.string().optional() }),
    async act({ app, publication, user, params: { id }, fields: { writing } }) {
      return json(await othersIn(app, publication, id, { userId: user.userId, isWriting: writing === '1' }));
    },
  }),
  ofPublication.page({
    path: '/sends/new/audience',
    role: 'editor',
    async view({ query, ...writing }) {
      const { audience, isExact } = parseInput(audienceQuery, query);
      return json(await audienceShown(writing, audience, isExact));
    },
  }),
  ofPublication.button({
    path: '/sends/new/mail',
    role: 'editor',
    limit: LONG_FORM,
    fields: draftForm,
    act: ({ fields, ...writing }) => asMail(writing, fields),
  }),
  ofPublication.button({
    path: '/sends/:id/edit/mail',
    role: 'editor',
    limit: LONG_FORM,
    params,
    fields: draftForm,
    act: ({ fields, ...writing }) => asMail(writing, fields),
  }),
];
