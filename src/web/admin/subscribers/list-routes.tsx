import { z } from 'zod';
import { listTopics } from '../../../publications/index.ts';
import { findReaders, viewSegments } from '../../../segments/index.ts';
import { exportFormat, readerDownload } from '../../reader-download.ts';
import { cursorOfReader, readFilter, readerFilterOf, readReaderCursor } from '../../reader-filter.ts';
import { suppressionSays } from '../../suppression-says.ts';
import { ofPublication } from '../admin-route.ts';
import { Icon } from '../components/Icon.tsx';
import { COLUMNS, keptColumns, readColumns } from './columns.ts';
import { addressOfList, choiceOf } from './list-address.ts';
import { Readers } from './Readers.tsx';

const PAGE = 50;

export const readerRoutes = [
  ofPublication.page({
    path: '/subscribers',
    role: 'viewer',
    async view({ app, publication, query, desk, cookie, may }) {
      const { slug, timeZone } = publication;
      const choice = choiceOf(query);
      const { filter, sort } = choice;
      const cursor = typeof query['cursor'] === 'string' ? query['cursor'] : undefined;
      const { readers, count, suppressions } = await findReaders(
        app,
        publication,
        await readerFilterOf(app.db, publication, filter),
        { sort, after: readReaderCursor(sort, cursor), limit: PAGE },
      );
      const shown = readers.slice(0, PAGE);
      const last = readers.length > PAGE ? shown.at(-1) : undefined;
      return {
        title: desk.words.subscribers.title,
        current: 'subscribers',
        layout: 'wide',
        scripts: ['subscribers', 'pick'],
        actions: may('editor') && (
          <>
            <a class="btn" href={`/admin/${slug}/subscribers/import`}>
              <Icon name="upload" />
              {desk.words.subscribers.import}
            </a>
            <a class="btn" href={`/admin/${slug}/subscribers/new`}>
              <Icon name="plus" />
              {desk.words.person.add}
            </a>
          </>
        ),
        content: (
          <Readers
            base={`/admin/${slug}/subscribers`}
            choice={choice}
            readers={shown}
            count={count}
            topics={await listTopics(app.db, publication.id)}
            columns={readColumns(cookie('columns'))}
            timeZone={timeZone}
            segments={await viewSegments(app.db, publication)}
            mayChange={may('editor')}
            isFirstPage={cursor === undefined}
            nextCursor={last && cursorOfReader(sort, last)}
            suppressions={suppressions.map((one) => suppressionSays(one, publication, desk.language))}
          />
        ),
      };
    },
  }),
  ofPublication.page({
    path: '/subscribers/export',
    role: 'editor',
    view: ({ app, publication, query }) =>
      readerDownload(app, publication, readFilter(query), exportFormat.catch('csv').parse(query['format'])),
  }),
  ofPublication.button({
    path: '/subscribers/columns',
    role: 'viewer',
    fields: z.record(z.string(), z.string()),
    async act({ publication, fields }) {
      const columns = COLUMNS.filter((column) => fields[`column.${column}`] !== undefined);
      const list = Object.fromEntries(new URLSearchParams(fields['list'] ?? ''));
      return {
        to: addressOfList(`/admin/${publication.slug}/subscribers`, choiceOf(list)),
        cookies: { columns: keptColumns(columns) },
      };
    },
  }),
];
