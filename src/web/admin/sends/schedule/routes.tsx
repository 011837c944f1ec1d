import { z } from 'zod';
import { checkSend, heedFinding, ignoreFields, ignoreFinding } from '../../../../checks/index.ts';
import { KINDS } from '../../../../kinds.ts';
import { findLetter, moveSend, scheduleLetter } from '../../../../letters/index.ts';
import type { App } from '../../../../platform/app.ts';
import { Conflict, InvalidInput } from '../../../../platform/errors.ts';
import { isTimeZone } from '../../../../platform/time-zone.ts';
import type { Publication } from '../../../../publications/index.ts';
import { getSendRow, type Send } from '../../../../sends/index.ts';
import { findingWords, type Desk } from '../../../../words/index.ts';
import { idText, ofPublication, type AdminRoute } from '../../admin-route.ts';
import type { FormState } from '../../components/Field.tsx';
import type { Answer } from '../../view.ts';
import { effectOf } from './effect.ts';
import { loadPlan, loadSchedule } from './load-schedule.ts';
import { SchedulePage } from './SchedulePage.tsx';
import { pathOf, waitingRoutes } from './waiting-routes.tsx';
import { firstChoice, readWhen, whenForm, type WhenForm } from './when.ts';

const params = z.object({ id: idText });
/** What can be given a time. */
const isOpen = ({ status, startedAt }: Send) =>
  ['draft', 'scheduled', 'held'].includes(status) && startedAt === null;

interface Shown {
  app: App;
  desk: Desk;
  publication: Publication;
  params: { id: number };
  query: Record<string, unknown>;
  maySend: boolean;
}

async function view(shown: Shown, form: FormState): Promise<Answer> {
  const {
    app,
    desk,
    publication,
    params: { id },
    query,
    maySend,
  } = shown;
  const path = pathOf(shown);
  const send = await getSendRow(app.db, publication.id, id);
  if (!isOpen(send)) return { to: path };
  const loaded = await loadSchedule(app, publication, id);
  const zone = publication.timeZone;
  const typed = form.values['time'] === undefined ? query : form.values;
  const choice =
    typed['when'] === undefined
      ? firstChoice(desk, loaded.plan.now, zone, send.scheduledAt)
      : whenOf(typed, zone);
  const subject = send.subject || desk.words.preview.noSubject;
  const { words } = desk;
  return {
    title: `${words.schedule.title}: ${subject}`,
    current: 'sends',
    heading: <h1 class="theirs">{subject}</h1>,
    crumbs: (
      <>
        <a href={`/admin/${publication.slug}/sends`}>{words.frame.sends}</a>
        <span aria-hidden="true">/</span>
        <a href={send.status === 'draft' ? `${path}/edit` : path}>{subject}</a>
        <span aria-hidden="true">/</span>
        <span>{words.schedule.title}</span>
      </>
    ),
    scripts: ['schedule'],
    content: (
      <SchedulePage publication={publication} loaded={loaded} form={form} choice={choice} maySend={maySend} />
    ),
  };
}

/** What was typed, in the zone of the publication where the zone makes no sense. */
function whenOf(values: Record<string, unknown>, home: string): WhenForm {
  const texts = Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string'));
  const form = whenForm.parse({
    when: texts['when'],
    day: texts['day'],
    time: texts['time'],
    zone: texts['zone'],
  });
  return isTimeZone(form.zone) ? form : { ...form, zone: home };
}

const formWithVersion = whenForm.extend({
  version: z.coerce.number().int().min(1).optional().catch(undefined),
});

const [, submit] = ofPublication.formPage({
  path: '/sends/:id/schedule',
  role: 'editor',
  right: 'send',
  params,
  fields: formWithVersion,
  start: () => ({}),
  view,
  async act({ fields: { version, ...typed }, ...shown }): Promise<Answer> {
    const {
      app,
      desk,
      publication,
      params: { id },
    } = shown;
    const { schedule } = desk.words;
    await refuseBlocked(shown);
    const form = { ...typed, zone: typed.zone || publication.timeZone };
    const chosen = readWhen(desk, app.now(), form);
    const { undoSeconds } = publication;
    const when = chosen ? { at: chosen.wallTime, timeZone: chosen.zone, undoSeconds } : { undoSeconds };
    const before = await getSendRow(app.db, publication.id, id);
    try {
      const isWritten = (await findLetter(app.db, id)) !== undefined;
      await (isWritten
        ? scheduleLetter(app, publication.id, id, { ...when, version })
        : moveSend(app, publication.id, id, when));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      if (error.code === 'stale-version') throw refusal(schedule.changedMeanwhile);
      return { to: pathOf(shown) };
    }
    return told(shown, before, await getSendRow(app.db, publication.id, id), chosen?.zone);
  },
});

const refusal = (message: string) => new InvalidInput([{ field: '', message }]);

/** Other people's servers are no reason to wait here. @throws InvalidInput */
async function refuseBlocked({ app, desk, publication, params: { id } }: Shown): Promise<void> {
  const { blockers } = await checkSend(app, KINDS, publication.id, id, { patienceMs: 0 });
  const [first] = blockers;
  if (first) throw refusal(desk.words.schedule.blocked(findingWords(first, desk.language).what));
}

/** “Now” says on its own page until when it can be undone; what waits for a second person says so there, too. */
function told(shown: Shown, before: Send, { status, scheduledAt }: Send, zone: string | undefined): Answer {
  const { desk, publication } = shown;
  const path = pathOf(shown);
  if (status !== 'scheduled' || !scheduledAt || zone === undefined) return { to: path };
  const moment = desk.moment(scheduledAt, zone);
  // The second press of a double click moved nothing: what it undoes is the first.
  const hasMoved = before.scheduledAt?.getTime() !== scheduledAt.getTime();
  const undo =
    before.status === 'scheduled' && before.scheduledAt && (hasMoved || before.articleId !== null)
      ? {
          to: `${path}/move`,
          fields: { at: before.scheduledAt.toISOString(), was: scheduledAt.toISOString(), back: path },
        }
      : { to: `${path}/unschedule` };
  return {
    to: path,
    notice: { name: 'send-scheduled', params: { moment, zone: zone === publication.timeZone ? '' : zone } },
    undo,
  };
}

/** Checking a send, choosing its time, and taking it back. */
export const scheduleRoutes: AdminRoute[] = [
  ...['/sends/:id/check', '/sends/:id/schedule'].map((path) =>
    ofPublication.page({
      path,
      role: 'editor',
      params,
      view: (shown) => view(shown, { values: {}, errors: [] }),
    }),
  ),
  ...(submit ? [submit] : []),
  ofPublication.page({
    path: '/sends/:id/schedule/effect',
    role: 'editor',
    params,
    async view({ app, desk, publication, params: { id }, query }) {
      const send = await getSendRow(app.db, publication.id, id);
      const effect = effectOf(
        desk,
        await loadPlan(app, publication, send),
        whenOf(query, publication.timeZone),
      );
      return { type: 'json', policy: "default-src 'none'", body: JSON.stringify(effect) };
    },
  }),
  ofPublication.button({
    path: '/sends/:id/check/ignore',
    role: 'editor',
    params,
    fields: ignoreFields,
    async act({ app, publication, params: { id }, fields }) {
      const path = pathOf({ publication, params: { id } });
      await ignoreFinding(app, KINDS, publication.id, id, fields, { patienceMs: 1_000 }).catch(
        ignoreConflict,
      );
      return { to: `${path}/check` };
    },
  }),
  ofPublication.button({
    path: '/sends/:id/check/heed',
    role: 'editor',
    params,
    fields: ignoreFields,
    async act({ app, publication, params: { id }, fields }) {
      await heedFinding(app, publication.id, id, fields);
      return { to: `${pathOf({ publication, params: { id } })}/check` };
    },
  }),
  ...waitingRoutes,
];

/** It is gone already: the page shows what is there now. */
function ignoreConflict(error: unknown): void {
  if (!(error instanceof Conflict)) throw error;
}
