import { z } from 'zod';
import type { App } from '../platform/app.ts';
import { InvalidInput } from '../platform/errors.ts';
import { readMoment } from '../platform/time-zone.ts';
import { listTopics, type Publication } from '../publications/index.ts';
import { RHYTHMS } from '../rhythms/index.ts';
import { askedReaders, idsOfReaders } from '../segments/index.ts';
import {
  BULK_ACTIONS,
  pickedByIds,
  runBulk,
  type BulkAction,
  type BulkChange,
  type BulkWish,
  type Picked,
} from '../subscribers/index.ts';
import { eraseReader } from './erase-reader.ts';
import { readerFilterOf, type FilterFields } from './reader-filter.ts';

export const actionField = z.enum(BULK_ACTIONS, `action must be one of ${BULK_ACTIONS.join(', ')}.`);

const refuse = (message: string, code: 'choice' | 'past-time' = 'choice'): never => {
  throw new InvalidInput([{ field: 'value', message, fault: { code, params: {} } }]);
};

/** What a request wants of many readers. @param value a rhythm, the slug of a topic, or when the pause ends */
export async function readWish(
  app: App,
  publication: Publication,
  { action, value, evenChosen }: { action: BulkAction; value: string; evenChosen: boolean },
): Promise<BulkWish> {
  switch (action) {
    case 'pause':
      return { action, until: endOfPause(value, publication, app.now()) };
    case 'set-rhythm': {
      const rhythm = RHYTHMS.find((one) => one === value);
      return rhythm ? { action, rhythm, evenChosen } : refuse('value must be each, daily or weekly.');
    }
    case 'add-topic':
    case 'remove-topic': {
      const topic = (await listTopics(app.db, publication.id)).find(({ slug }) => slug === value);
      return topic ? { action, topicId: topic.id } : refuse('value must be the slug of a topic.');
    }
    default:
      return { action };
  }
}

function endOfPause(value: string, { timeZone }: Publication, now: Date): Date {
  const until = readMoment(value, timeZone, 'start');
  if (until === undefined || Number.isNaN(until.getTime()))
    return refuse(
      'value must be the day when the pause ends, such as 2027-05-01, or a moment such as 2027-05-01T09:30:00Z.',
    );
  return until > now ? until : refuse('The end of the pause must lie ahead.', 'past-time');
}

/** Readers by their numbers, or all of a filter. @throws NotFound for a segment that is not there. */
export async function readPicked(
  app: App,
  publication: Publication,
  { ids, filter }: { ids?: number[] | undefined; filter: FilterFields },
): Promise<Picked> {
  if (ids) return pickedByIds(publication.id, ids);
  return idsOfReaders(
    await askedReaders(app.db, publication, await readerFilterOf(app.db, publication, filter)),
  );
}

/** So long a request waits for what becomes of a change; the job goes on with it. */
const WAIT_MS = 5000;

export const workOnBulk = (app: App, { id }: BulkChange): Promise<void> =>
  runBulk(app, { bulkId: id }, eraseReader, { turnMs: WAIT_MS });
