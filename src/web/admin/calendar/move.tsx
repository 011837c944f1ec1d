import { z } from 'zod';
import { moveSend } from '../../../letters/index.ts';
import type { App } from '../../../platform/app.ts';
import { Conflict, InvalidInput } from '../../../platform/errors.ts';
import { isTimeZone, readLocal } from '../../../platform/time-zone.ts';
import { getSendRow, type Send } from '../../../sends/index.ts';
import type { Publication } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { readClock } from '../clock.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Hidden } from '../components/MoveForm.tsx';
import { useDesk } from '../use-desk.ts';
import { CALENDAR_VIEWS, localOf } from './days.ts';
import { calendarPath } from './load-calendar.ts';

const fields = z.object({
  /** As the tiles and the page have it: a day (or `other`, which leads to the page) and a time of this zone. */
  day: z.string().optional(),
  time: z.string().optional(),
  zone: z.string().optional(),
  /** As undoing has it: where it was. */
  at: z.string().optional(),
  /** Where the page showed it. */
  was: z.string().optional(),
  view: z.enum(CALENDAR_VIEWS).catch('month'),
});
type Fields = z.output<typeof fields>;

/** `/admin/:slug/sends/:id/move`: the way without script, and for days that lie further ahead. */
export const moveRoutes = ofPublication.formPage({
  path: '/sends/:id/move',
  role: 'editor',
  right: 'send',
  params: z.object({ id: idText }),
  fields,
  async start({ app, publication, params, query }) {
    const { scheduledAt } = await getSendRow(app.db, publication.id, params.id);
    const zone = zoneOf(publication, query['zone']);
    const { date: day, time } = localOf(scheduledAt ?? app.now(), zone);
    return { day, time, zone, view: typeof query['view'] === 'string' ? query['view'] : '' };
  },
  async view({ app, publication, params, desk }, form) {
    const send = await getSendRow(app.db, publication.id, params.id);
    return {
      title: desk.words.calendar.moveSend(send.subject),
      current: 'calendar',
      layout: 'narrow',
      content: <MovePage publication={publication} send={send} form={form} />,
    };
  },
  async act({ app, publication, params, fields: asked, desk }) {
    const { id } = params;
    const zone = zoneOf(publication, asked.zone);
    if (asked.day === 'other')
      return {
        to: `/admin/${publication.slug}/sends/${id}/move?${new URLSearchParams({ zone, view: asked.view })}`,
      };
    const { send, back } = await move(app, { publication, id, asked, zone, desk });
    const at = send.scheduledAt ?? app.now();
    const place = { view: asked.view, date: localOf(at, zone).date, timeZone: zone };
    const isUndone = asked.at !== undefined;
    return {
      to: `${calendarPath(publication.slug, place, publication.timeZone)}#send-${id}`,
      notice: isUndone
        ? ('send-moved-back' as const)
        : { name: 'send-moved' as const, params: { subject: send.subject, moment: desk.moment(at, zone) } },
      undo:
        isUndone || back?.at === undefined
          ? undefined
          : {
              to: `/admin/${publication.slug}/sends/${id}/move`,
              fields: {
                at: back.at,
                ...(back.timeZone !== undefined && { zone: back.timeZone }),
                was: at.toISOString(),
                view: asked.view,
              },
            },
    };
  },
});

const zoneOf = ({ timeZone }: Publication, asked: unknown) =>
  typeof asked === 'string' && isTimeZone(asked) ? asked : timeZone;

interface Asked {
  publication: Publication;
  id: number;
  asked: Fields;
  zone: string;
  desk: Desk;
}

/** As `moveSend`; whatever is refused becomes a sentence of the form. */
async function move(app: App, { publication, id, asked, zone, desk }: Asked) {
  const { at, timeZone } = whenOf(asked, zone, desk);
  try {
    return await moveSend(app, publication.id, id, {
      at,
      ...(!/[Z+]|-\d\d:\d\d$/.test(at) && { timeZone }),
      was: asked.was,
    });
  } catch (error) {
    if (error instanceof InvalidInput && isPast(app, at, timeZone))
      throw new InvalidInput([{ field: 'time', message: desk.words.calendar.past }]);
    if (!(error instanceof Conflict)) throw error;
    const { scheduledAt, status } = await getSendRow(app.db, publication.id, id);
    const { calendar } = desk.words;
    const message =
      status === 'scheduled' && scheduledAt
        ? calendar.movedMeanwhile(desk.moment(scheduledAt, zone))
        : calendar.takenMeanwhile;
    throw new InvalidInput([{ field: '', message }]);
  }
}

/** Where the reason can be told in the language of the person. */
function isPast(app: App, at: string, timeZone: string): boolean {
  const moment = readLocal(at, timeZone);
  return moment !== undefined && moment < app.now();
}

/** @throws InvalidInput for what is no day or no time. */
function whenOf({ day, time = '', at }: Fields, zone: string, { words: { calendar } }: Desk) {
  if (at !== undefined) return { at, timeZone: zone };
  const clock = readClock(time);
  const errors = [
    ...(/^\d{4}-\d\d-\d\d$/.test(day ?? '') ? [] : [{ field: 'day', message: calendar.noDay }]),
    ...(clock === undefined ? [{ field: 'time', message: calendar.noTime }] : []),
  ];
  if (errors.length > 0) throw new InvalidInput(errors);
  return { at: `${day}T${clock}`, timeZone: zone };
}

function MovePage({ publication, send, form }: { publication: Publication; send: Send; form: FormState }) {
  const desk = useDesk();
  const { calendar } = desk.words;
  const { scheduledAt, startedAt, status, id } = send;
  const zone = zoneOf(publication, form.values['zone']);
  const home = `/admin/${publication.slug}/calendar`;
  const waits = startedAt === null && (status === 'scheduled' || status === 'held');
  if (!waits || !scheduledAt)
    return (
      <>
        <FormFaults form={form} labels={{}} />
        <p>{startedAt ? calendar.wentOut(desk.moment(startedAt, zone)) : calendar.cannotMove}</p>
        <p>
          <a href={home}>{desk.words.frame.calendar}</a>
        </p>
      </>
    );
  const labels = { day: calendar.day, time: calendar.time };
  return (
    <form class="stack" method="post" action={`/admin/${publication.slug}/sends/${id}/move`}>
      <FormFaults form={form} labels={labels} />
      <p>{calendar.goesOut(desk.moment(scheduledAt, zone), zone)}</p>
      <Field form={form} name="day" label={labels.day} type="date" required />
      <Field form={form} name="time" label={labels.time} hint={calendar.timeHint} required />
      <Hidden fields={{ zone, was: scheduledAt.toISOString(), view: form.values['view'] }} />
      <div class="row">
        <button class="btn btn-main">{calendar.moveIt}</button>
        <a class="btn btn-plain" href={home}>
          {calendar.leaveIt}
        </a>
      </div>
    </form>
  );
}
