import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { copyLetter, createDraft } from '../../../letters/index.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { getSendRow } from '../../../sends/index.ts';
import { admin, idText, ofPublication, type AdminRoute } from '../admin-route.ts';
import { admitSignedIn, type Admit } from '../door.ts';
import { faultLines } from '../faults.ts';
import type { Answer, View } from '../view.ts';
import {
  conflictView,
  editView,
  fieldLabels,
  newView,
  noDraftView,
  placeOf,
  type Writing,
} from './composer-view.tsx';
import { draftForm, kindOf, LONG_FORM, NOTHING, shownOf, type DraftForm } from './draft-form.ts';
import { isDraft, loadDraft } from './load-draft.ts';
import { mailFrame } from './mail-frame.ts';
import { takeStep, type Step } from './picks.ts';
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
async function save(writing: Writing, id: number, form: DraftForm, step?: Step): Promise<Answer> {
  const place = placeOf(writing, id);
  const saved = await saveForm(writing.app, writing.publication.id, id, form);
  if (saved.is === 'overlapping') return conflictView(writing, id, form, saved);
  if (saved.is === 'no-draft') return noDraftView(writing, id, writing.desk.words.states[saved.status], true);
  if (step) return afterStep(place, form, step);
  if (form.intent === 'picture') return { to: `${place}/picture` };
  if (form.intent === 'preview') return { to: `${place}/preview` };
  if (form.intent === 'test') return { to: `${place}/preview#test` };
  if (form.intent === 'check') return { to: `${place}/check` };
  const notice = form.take ? 'letter-chosen' : saved.merge ? 'letter-merged' : 'letter-saved';
  return { to: `${place}/edit`, notice };
}

/** Back to the articles, with what was looked for. */
function afterStep(place: string, { find, pick = '' }: DraftForm, { out }: Step): Answer {
  const query = find === '' ? '' : `?${new URLSearchParams({ find }).toString()}`;
  const to = `${place}/edit${query}#${/^(find|add)/.test(pick) ? 'add' : 'picks'}`;
  if (pick.startsWith('put:')) return { to, notice: 'digest-put-back' };
  if (!out) return { to };
  const undo = { to: `${place}/edit`, fields: { pick: out.back } };
  return { to, notice: { name: 'digest-taken-out', params: { title: out.title } }, undo };
}

/** The form with a step of its articles taken; a form without its text is about what is stored. */
async function withStep(
  { app, publication }: Writing,
  form: DraftForm,
  stored?: { version: number; markdown: string },
): Promise<{ form: DraftForm; step?: Step }> {
  if (form.pick === undefined) return { form };
  const step = await takeStep(
    app,
    publication,
    form.mine.markdown ?? stored?.markdown ?? '',
    form.pick,
    form.heading,
  );
  const version = form.mine.markdown === undefined ? stored?.version : form.version;
  return { form: { ...form, version, mine: { ...form.mine, markdown: step.digest } }, step };
}

/** What was typed, with what is wrong with it. */
async function orAgain(
  { desk }: Writing,
  work: Promise<Answer>,
  again: (errors: string[]) => Promise<View>,
): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { ...(await again(faultLines(desk, error, fieldLabels(desk)))), status: 422 };
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
    view: ({ query, ...writing }) =>
      newView(writing, randomUUID(), undefined, {
        isDigest: z.literal('digest').safeParse(query['kind']).success,
        find: '',
        segment: idText.safeParse(query['segment']).data,
      }),
  }),
  keepingWords(
    ofPublication.button({
      path: '/sends/new',
      role: 'editor',
      limit: LONG_FORM,
      fields: draftForm,
      async act({ fields, ...writing }) {
        const { form, step } = await withStep(writing, fields);
        return orAgain(
          writing,
          (async () => {
            const { app, publication } = writing;
            const made = await createDraft(app, publication.id, form.mine, form.form, kindOf(form));
            return save(writing, made.id, form, step);
          })(),
          async (errors) => newView(writing, form.form, { shown: shownOf(form, NOTHING), errors }, form),
        );
      },
    }),
  ),
  ofPublication.page({
    path: '/sends/:id/edit',
    role: 'editor',
    params,
    async view({ params: { id }, query, ...writing }) {
      const { isTimedDigest } = await getSendRow(writing.app.db, writing.publication.id, id);
      if (isTimedDigest) return { to: `${placeOf(writing, id)}/edition` };
      const loaded = await loadDraft(writing.app, writing.publication, id);
      const find = typeof query['find'] === 'string' ? query['find'] : '';
      if (isDraft(loaded.send)) return editView(writing, loaded, undefined, find);
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
      async act({ fields, params: { id }, ...writing }) {
        const loaded = () => loadDraft(writing.app, writing.publication, id);
        const { version, shown } = await loaded();
        const { form, step } = await withStep(writing, fields, { version, ...shown });
        return orAgain(writing, save(writing, id, form, step), async (errors) =>
          editView(writing, await loaded(), { form, errors }, form.find),
        );
      },
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
      const { shown, send } = await loadDraft(writing.app, writing.publication, id);
      return mailFrame(writing, { ...shown, kind: send.kind });
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
