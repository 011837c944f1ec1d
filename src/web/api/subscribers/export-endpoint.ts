import { z } from 'zod';
import { getPublication } from '../../../publications/index.ts';
import { exportFormat, readerDownload } from '../../reader-download.ts';
import { filterFields } from '../../reader-filter.ts';
import { downloadEndpoint, slugParams } from '../endpoint.ts';

/** It stands before `/subscribers/:id`. */
export const readerExportEndpoints = [
  downloadEndpoint({
    scope: ['subscribers:read'],
    path: '/publications/:slug/subscribers/export',
    summary: 'Download the subscribers as CSV or JSON lines: all, or those of a filter or a segment',
    params: slugParams,
    query: z.strictObject({ ...filterFields, format: exportFormat }),
    async download({ app, params, query: { format, ...filter } }) {
      const publication = await getPublication(app.db, params.slug);
      return readerDownload(app, publication, filter, format);
    },
  }),
];
