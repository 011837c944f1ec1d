import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { copyLetter, createDraft } from '../../../letters/index.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { admin, idText, ofPublication, type AdminRoute } from '../admin-route.ts';
import { admitSignedIn, type Admit } from '../door.ts';
import type { Answer, View } from '../view.ts';
import { conflictView, editView, newView, noDraftView, placeOf, type Writing } from './composer-view.tsx';
import { draftForm, LONG_FORM, NOTHING, shownOf, type DraftForm } from './draft-form.ts';
import { isDraft, loadDraft } from './load-draft.ts';
import { mailFrame } from './mail-frame.ts';
import { saveForm } from './save-draft.ts';
import { scriptRoutes } from './script-routes.ts';
import { signedOutPage } from './SignedOut.tsx';
import { versionRoutes } from './version-routes.tsx';

const params = z.object({ id: idText });
/** Whoever sends a text without a session gets it back, and not a sign-in page without it. */
const admitWriter: Admit = async (app, request) => {
  const admitted = await admitSignedIn(app, request);
  return 'to' in admitted ? { user: undefined } : admitted;
};
const keepingWords = (route: AdminRoute): AdminRoute => ({
  ...route,
  admit: admitWriter,
  answer: async (visit) => (visit.user ? route.answer(visit) : signedOutPage(visit)),
});

/** Writes it down and goes where the pressed button leads, or to the page where somebody has to choose. */
async function save(writing: Writing, id: number, form: DraftForm): Promise<Answer> {
  const place = placeOf(writing, id);
  const saved = await saveForm(writing.app, writing.publication.id, id, form);
  if (saved.is === 'overlapping') return conflictView(writing, id, form, saved);
  if (saved.is === 'no-draft') return noDraftView(writing, id, writing.desk.words.states[saved.status], true);
  if (form.intent === 'picture') return { to: `${place}/picture` };
  if (form.intent === 'preview') return { to: `${place}/preview` };
  if (form.intent === 'test') return { to: `${place}/preview#test` };
  if (form.intent === 'check') return { to: `${place}/check` };
  const notice = form.take ? 'letter-chosen' : saved.merge ? 'letter-merged' : 'letter-saved';
  return { to: `${place}/edit`, notice };
}

/** What was typed, with what is wrong with it. */
async function orAgain(work: Promise<Answer>, again: (errors: string[]) => Promise<View>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { ...(await again(error.errors.map(({ message }) => message))), status: 422 };
  }
}

/** Writing a letter. Nothing is made before somebody writes. */
export const composerRoutes: AdminRoute[] = [
  admin.page({
    path: '/signed-in',
    role: 'viewer',
    view: ({ desk: { words } }) => ({
      title: words.composer.signedInAgain,
      content: <p>{words.composer.goBackToWriting}</p>,
    }),
  }),
  ofPublication.page({
    path: '/sends/new',
    role: 'editor',
    view: (writing) => newView(writing, randomUUID()),
  }),
  keepingWords(
    ofPublication.button({
      path: '/sends/new',
      role: 'editor',
      limit: LONG_FORM,
      fields: draftForm,
      act: ({ fields: form, ...writing }) =>
        orAgain(
          (async () => {
            const made = await createDraft(writing.app, writing.publication.id, form.mine, form.form);
            return save(writing, made.id, form);
          })(),
          async (errors) => newView(writing, form.form, { shown: shownOf(form, NOTHING), errors }),
        ),
    }),
  ),
  ofPublication.page({
    path: '/sends/:id/edit',
    role: 'editor',
    params,
    async view({ params: { id }, ...writing }) {
      const loaded = await loadDraft(writing.app, writing.publication, id);
      if (isDraft(loaded.send)) return editView(writing, loaded);
      return noDraftView(writing, id, writing.desk.words.states[loaded.send.status], false);
    },
  }),
  keepingWords(
    ofPublication.button({
      path: '/sends/:id/edit',
      role: 'editor',
      limit: LONG_FORM,
      params,
      fields: draftForm,
      act: ({ fields: form, params: { id }, ...writing }) =>
        orAgain(save(writing, id, form), async (errors) =>
          editView(writing, await loadDraft(writing.app, writing.publication, id), { form, errors }),
        ),
    }),
  ),
  ofPublication.page({
    path: '/sends/new/mail',
    role: 'editor',
    view: (writing) => mailFrame(writing, NOTHING),
  }),
  ofPublication.page({
    path: '/sends/:id/edit/mail',
    role: 'editor',
    params,
    async view({ params: { id }, ...writing }) {
      const { shown } = await loadDraft(writing.app, writing.publication, id);
      return mailFrame(writing, shown);
    },
  }),
  ofPublication.button({
    path: '/sends/:id/copy',
    role: 'editor',
    params,
    fields: z.object({ form: z.string().max(60).optional() }),
    async act({ params: { id }, fields: { form }, ...writing }) {
      const copy = await copyLetter(writing.app, writing.publication.id, id, form);
      return { to: `${placeOf(writing, copy.id)}/edit`, notice: 'letter-copied' };
    },
  }),
  ...scriptRoutes,
  ...versionRoutes,
];
