import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { Conflict } from '../../../platform/errors.ts';
import {
  changeEdition,
  findPlannedEdition,
  StaleEdition,
  viewEdition,
  type Edition,
} from '../../../planning/index.ts';
import type { Publication } from '../../../publications/index.ts';
import { getSendRow } from '../../../sends/index.ts';
import type { Desk } from '../../../words/index.ts';
import { idText, ofPublication, type AdminRoute } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import { loadPeople } from '../composer/people.ts';
import { SendCrumbs, sendPath } from '../sends/send-places.tsx';
import type { Answer } from '../view.ts';
import { editionForm, wantedOf, type EditionForm } from './edition-form.ts';
import { EditionActions, EditionPage } from './EditionPage.tsx';

interface Shown {
  app: App;
  desk: Desk;
  publication: Publication;
  params: { id: number };
}

/** `/admin/:slug/sends/:id/edition`: what an editor changes in a digest that is made by itself. */
export const editionRoutes: AdminRoute[] = ofPublication.formPage({
  path: '/sends/:id/edition',
  role: 'editor',
  limit: '1mb',
  params: z.object({ id: idText }),
  fields: editionForm,
  async start({ app, publication, params: { id } }) {
    const edition = (await findPlannedEdition(app, publication.id, id))?.edition;
    return {
      version: String(edition?.version ?? 0),
      subject: edition?.subject ?? '',
      introduction: edition?.introduction ?? '',
    };
  },
  view: (shown, form) => viewPage(shown, form),
  async act({ fields, ...shown }) {
    try {
      return await save(shown, fields);
    } catch (error) {
      if (error instanceof StaleEdition) return viewTheirs(shown, fields, error.current);
      if (error instanceof Conflict) return { to: sendPath(shown.publication.slug, shown.params.id) };
      throw error;
    }
  },
});

async function viewPage(
  { app, desk, publication, params: { id } }: Shown,
  form: FormState,
  theirs?: { name: string; edition: Edition },
): Promise<Answer> {
  const path = sendPath(publication.slug, id);
  const { subject, scheduledAt } = await getSendRow(app.db, publication.id, id);
  const view = await viewEdition(app, publication.id, id);
  if (!view?.isEditable) return { to: path };
  const { timeZone, slug } = publication;
  const { words } = desk;
  return {
    title: subject,
    current: 'sends',
    layout: 'wide',
    hasFrame: true,
    scripts: ['edition'],
    heading: <h1 class="theirs">{subject}</h1>,
    crumbs: <SendCrumbs slug={slug} desk={desk} here={words.edition.rhythms[view.rhythm]} />,
    lede: scheduledAt && words.edition.goesOut(desk.moment(scheduledAt, timeZone), view.readers),
    actions: <EditionActions />,
    content: (
      <EditionPage slug={slug} path={path} timeZone={timeZone} view={view} form={form} theirs={theirs} />
    ),
  };
}

async function save({ app, publication, params: { id } }: Shown, form: EditionForm): Promise<Answer> {
  const path = sendPath(publication.slug, id);
  const view = await viewEdition(app, publication.id, id, { isQuick: true });
  if (!view?.isEditable) return { to: path };
  const { fields, step } = wantedOf(form, view);
  if (Object.keys(fields).length > 0)
    await changeEdition(app, publication.id, id, fields, form.version ?? view.edition.version);
  if (form.intent !== 'save') return { to: `${path}/${form.intent}` };
  const to = `${path}/edition`;
  if (step?.is === 'dropped') {
    const undo = { to, fields: { pick: `back:${step.id}` } };
    return { to, notice: { name: 'edition-dropped', params: { title: step.title } }, undo };
  }
  if (step) return { to, notice: 'edition-put-back' };
  return form.pick === '' ? { to, notice: 'edition-saved' } : { to: `${to}#articles` };
}

/** Somebody was quicker: what was typed stays, and what they wrote stands above it. */
async function viewTheirs(shown: Shown, form: EditionForm, edition: Edition): Promise<Answer> {
  const people = await loadPeople(shown.app);
  const name = people.actor(edition.editedBy) ?? shown.desk.words.edition.somebody;
  const values = {
    subject: form.subject ?? edition.subject ?? '',
    introduction: form.introduction ?? edition.introduction,
    ...(form.order && { picks: form.order.join('\n') }),
  };
  const page = await viewPage(shown, { values, errors: [] }, { name, edition });
  return 'to' in page ? page : { ...page, status: 409 };
}
