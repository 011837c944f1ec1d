import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { getPublication } from '../../../publications/index.ts';
import {
  foreseeBulk,
  getBulkChange,
  startBulk,
  unchangedOf,
  undoBulk,
  type BulkChange,
  type UnchangedCount,
} from '../../../subscribers/index.ts';
import { deskIn, type Desk } from '../../../words/index.ts';
import { readPicked, readWish, workOnBulk } from '../../bulk-wish.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { bulkAnswer, bulkBody } from './bulk-shapes.ts';
import { subscriberParams } from './shapes.ts';

const path = '/publications/:slug/subscribers/bulk';

type Language = Desk['language'];

const isOver = (answer: unknown): boolean =>
  z.object({ status: z.enum(['dry-run', 'finished', 'undone']) }).safeParse(answer).success;
const atOnce = { status: 200, answer: bulkAnswer, is: isOver } as const;

/** They stand before `/subscribers/:id`. */
export const bulkEndpoints = [
  endpoint({
    method: 'post',
    path,
    scope: ['subscribers:write'],
    summary:
      'Change many readers: by ids, or all of a segment or filter. What takes longer than a few seconds is answered with 202 and goes on',
    status: 202,
    atOnce,
    params: slugParams,
    body: bulkBody,
    answer: bulkAnswer,
    creates: true,
    async handle({ app, params, body, language }) {
      const publication = await getPublication(app.db, params.slug);
      const { ids, all: _all, action, value, evenChosen, dryRun, ...filter } = body;
      const wish = await readWish(app, publication, { action, value, evenChosen });
      const picked = await readPicked(app, publication, { ids, filter });
      if (dryRun) {
        const { unchanged, ...counts } = await foreseeBulk(app, wish, picked);
        const none = { id: null, undoUntil: null, undone: null };
        return { ...none, action, status: 'dry-run', ...counts, unchanged: told(unchanged, language) };
      }
      const started = await startBulk(app, publication, wish, picked, 'api');
      await workOnBulk(app, started);
      return shown(app, started, language);
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:id`,
    scope: ['subscribers:read', 'subscribers:write'],
    summary: 'Show a change of many readers and how far it is',
    params: subscriberParams,
    answer: bulkAnswer,
    async handle({ app, params, language }) {
      const publication = await getPublication(app.db, params.slug);
      return shown(app, await getBulkChange(app.db, publication.id, params.id), language);
    },
  }),
  endpoint({
    method: 'post',
    path: `${path}/:id/undo`,
    scope: ['subscribers:write'],
    summary:
      'Undo a change of many readers, within 24 hours: who was not changed again since gets back what they had',
    status: 202,
    atOnce,
    params: subscriberParams,
    answer: bulkAnswer,
    async handle({ app, params, language }) {
      const publication = await getPublication(app.db, params.slug);
      const change = await undoBulk(app, publication, params.id);
      await workOnBulk(app, change);
      return shown(app, change, language);
    },
  }),
];

async function shown({ db }: App, { publicationId, id }: BulkChange, language: Language) {
  const change = await getBulkChange(db, publicationId, id);
  const { action, status, picked, counts, undoCounts, undoUntil } = change;
  const { restored = 0, touched = 0 } = undoCounts;
  return {
    id,
    action,
    status,
    picked,
    changed: counts.changed ?? 0,
    unchanged: told(unchangedOf(counts), language),
    undoUntil,
    undone: status === 'undone' ? { restored, touched } : null,
  };
}

const told = (unchanged: UnchangedCount[], language: Language) =>
  unchanged.map(({ code, count }) => ({
    code,
    count,
    says: deskIn(language).words.bulk.unchanged[code](count),
  }));
