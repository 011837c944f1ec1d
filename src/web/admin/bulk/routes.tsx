import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { listTopics, type Publication } from '../../../publications/index.ts';
import {
  foreseeBulk,
  getBulkChange,
  listBulkChanges,
  startBulk,
  undoBulk,
  type BulkWish,
} from '../../../subscribers/index.ts';
import type { Desk } from '../../../words/index.ts';
import { readPicked, readWish, workOnBulk } from '../../bulk-wish.ts';
import { idText, ofPublication } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import { inWordsOf } from '../faults.ts';
import { addressOfList, choiceOf } from '../subscribers/list-address.ts';
import type { Answer, View } from '../view.ts';
import { BulkList, BulkPage } from './BulkPages.tsx';
import { readPickedForm, type PickedForm } from './picked-form.ts';
import { Preview } from './Preview.tsx';

const params = z.object({ id: idText });
const LATEST = 30;
const DAY_MS = 24 * 3600_000;

const listOf = ({ slug }: Publication) => `/admin/${slug}/subscribers`;
const hereOf = (publication: Publication) => `${listOf(publication)}/bulk`;

interface Call {
  app: App;
  publication: Publication;
  desk: Desk;
}

export const bulkRoutes = [
  ofPublication.page({
    path: '/subscribers/bulk',
    role: 'editor',
    async view({ query, ...call }): Promise<Answer> {
      const { app, publication, desk } = call;
      if (query['act'] === undefined)
        return frame(
          call,
          desk.words.bulk.earlier,
          <BulkList
            changes={await listBulkChanges(app.db, publication.id, LATEST)}
            at={hereOf(publication)}
            timeZone={publication.timeZone}
          />,
        );
      const picked = readPickedForm(query);
      return picked
        ? preview(call, picked, { values: { value: inTwoWeeks(app) }, errors: [] })
        : { to: addressOfList(listOf(publication), choiceOf(query)), notice: 'bulk-nobody' };
    },
  }),
  ofPublication.button({
    path: '/subscribers/bulk',
    role: 'editor',
    fields: z.record(z.string(), z.string()),
    async act({ fields, ...call }) {
      const picked = readPickedForm(fields);
      if (!picked) return { to: listOf(call.publication), notice: 'bulk-nobody' };
      try {
        return await start(call, picked, fields);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        const { errors } = inWordsOf(call.desk, error);
        return { status: 422, ...(await preview(call, picked, { values: fields, errors })) };
      }
    },
  }),
  ofPublication.page({
    path: '/subscribers/bulk/:id',
    role: 'editor',
    params,
    async view({ params: { id }, ...call }) {
      const { app, publication, desk } = call;
      const change = await getBulkChange(app.db, publication.id, id);
      const title = desk.words.bulk.actions[change.action].replace('…', '');
      const { timeZone } = publication;
      return frame(call, title, <BulkPage change={change} at={hereOf(publication)} timeZone={timeZone} />);
    },
  }),
  ofPublication.button({
    path: '/subscribers/bulk/:id/undo',
    role: 'editor',
    params,
    async act({ app, publication, desk, params: { id } }) {
      await workOnBulk(app, await undoBulk(app, publication, id));
      const { status, undoCounts } = await getBulkChange(app.db, publication.id, id);
      const { restored = 0, touched = 0 } = undoCounts;
      const isPlain = status === 'undone' && touched === 0;
      const notice = { name: 'bulk-undone' as const, params: { readers: desk.number(restored) } };
      return isPlain ? { to: listOf(publication), notice } : { to: `${hereOf(publication)}/${id}` };
    },
  }),
];

const inTwoWeeks = (app: App) => new Date(app.now().getTime() + 14 * DAY_MS).toISOString().slice(0, 10);

function frame({ publication, desk }: Call, title: string, content: View['content']): View {
  const { subscribers, bulk } = desk.words;
  return {
    title,
    current: 'subscribers',
    layout: 'narrow',
    crumbs: (
      <>
        <a href={listOf(publication)}>{subscribers.title}</a>
        <span aria-hidden="true">/</span>
        <a href={hereOf(publication)}>{bulk.earlier}</a>
      </>
    ),
    content,
  };
}

async function preview(call: Call, picked: PickedForm, form: FormState): Promise<View> {
  const { app, publication, desk } = call;
  const { action, value } = picked;
  const wish: BulkWish =
    action === 'pause'
      ? // Whom it concerns does not depend on the day, which is chosen here.
        { action, until: new Date(app.now().getTime() + 14 * DAY_MS) }
      : await readWish(app, publication, { action, value, evenChosen: false });
  const forecast = await foreseeBulk(app, wish, await readPicked(app, publication, picked));
  const topic = (await listTopics(app.db, publication.id)).find(({ slug }) => slug === value)?.name;
  const says = wish.action === 'set-rhythm' ? desk.words.subscribers.rhythms[wish.rhythm] : (topic ?? '');
  return frame(
    call,
    desk.words.bulk.titles[action](forecast.picked, says),
    <Preview at={hereOf(publication)} picked={picked} forecast={forecast} form={form} />,
  );
}

/** Does it, and goes back to the list with the way back; to its page while it is under way. */
async function start(call: Call, picked: PickedForm, fields: Record<string, string>): Promise<Answer> {
  const { app, publication, desk } = call;
  const { action } = picked;
  const value = action === 'pause' ? (fields['value'] ?? '') : picked.value;
  const evenChosen = fields['evenChosen'] !== undefined;
  const wish = await readWish(app, publication, { action, value, evenChosen });
  const started = await startBulk(app, publication, wish, await readPicked(app, publication, picked), 'desk');
  await workOnBulk(app, started);
  const { id, status, counts, undoUntil } = await getBulkChange(app.db, publication.id, started.id);
  if (status !== 'finished') return { to: `${hereOf(publication)}/${id}` };
  const readers = desk.number(counts.changed ?? 0);
  if (!undoUntil || !counts.changed)
    return { to: listOf(publication), notice: { name: 'bulk-done', params: { readers } } };
  return {
    to: listOf(publication),
    notice: {
      name: 'bulk-undoable',
      params: { readers, until: desk.moment(undoUntil, publication.timeZone) },
    },
    undo: { to: `${hereOf(publication)}/${id}/undo` },
  };
}
