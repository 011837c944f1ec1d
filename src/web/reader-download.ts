import { z } from 'zod';
import type { App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import type { Publication } from '../publications/index.ts';
import { exportReaders } from '../segments/index.ts';
import { exportSubscriberData, type Subscriber } from '../subscribers/index.ts';
import { readerFilterOf, type FilterFields } from './reader-filter.ts';
import type { Download } from './send-download.ts';

export const exportFormat = z.enum(['csv', 'jsonl'], 'format must be csv or jsonl.').default('csv');

/** The readers of a filter as a file. @throws NotFound for a segment that is not there. */
export async function readerDownload(
  app: App,
  publication: Publication,
  fields: FilterFields,
  format: z.output<typeof exportFormat>,
): Promise<Download> {
  const filter = await readerFilterOf(app.db, publication, fields);
  const segmentId = fields.segment === undefined ? undefined : Number(fields.segment);
  const isCsv = format === 'csv';
  return {
    fileName: `${publication.slug}-subscribers.${format}`,
    type: isCsv ? 'text/csv' : 'application/x-ndjson',
    pieces: await exportReaders(app, publication, { ...filter, segmentId }, isCsv ? 'csv' : 'json-lines'),
  };
}

/** Everything that is kept about one reader, as JSON (GDPR-01). Who took it is noted first. */
export async function readerDataDownload(
  app: App,
  publication: Publication,
  { id }: Pick<Subscriber, 'id'>,
): Promise<Download> {
  await audit(app, { action: 'subscriber.exported', subject: `subscriber:${id}` });
  const data = await exportSubscriberData(app, id);
  return {
    fileName: `${publication.slug}-subscriber-${id}.json`,
    type: 'application/json',
    pieces: (async function* () {
      yield JSON.stringify(data, undefined, 2);
    })(),
  };
}
