import type { App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import type { Publication } from '../publications/index.ts';
import { exportList, type ExportFormat } from '../subscribers/index.ts';
import { askedReaders, type ReaderFilter } from './find-readers.ts';
import { listNext } from './reader-queries.ts';

/** Those readers as text, piece by piece, as `exportList` has it. Who took them is noted first. */
export async function exportReaders(
  app: App,
  publication: Publication,
  filter: ReaderFilter & { segmentId?: number | undefined },
  format: ExportFormat,
): Promise<AsyncGenerator<string>> {
  const asked = await askedReaders(app.db, publication, filter);
  // What is looked for may be an address.
  const details = {
    format,
    ...(filter.segmentId !== undefined && { segment: filter.segmentId }),
    filters: [...(filter.q ? ['q'] : []), ...(filter.rules ?? []).map(({ field }) => field)],
  };
  await audit(app, { action: 'subscribers.exported', subject: `publication:${publication.id}`, details });
  return exportList(app.db, publication.id, {
    format,
    pageAfter: (after, limit) => listNext(app.db, asked, after, limit),
  });
}
