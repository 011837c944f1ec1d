import { publicationsOf, rightsIn } from '../../../accounts/index.ts';
import { findPublication, listPublications } from '../../../publications/index.ts';
import { admin } from '../admin-route.ts';
import { find } from './find.ts';
import { Keys } from './Keys.tsx';
import { Search } from './Search.tsx';

/** Characters; nothing that is called something is longer. */
const MOST_TEXT = 200;
const textOf = (value: unknown) => (typeof value === 'string' ? value.slice(0, MOST_TEXT).trim() : '');

export const searchRoutes = [
  admin.page({
    path: '/search',
    role: 'viewer',
    async view({ app, user, query, desk }) {
      const text = textOf(query['q']).toWellFormed().replaceAll('\0', '');
      const from = textOf(query['publication']);
      const asked = from === '' ? undefined : await findPublication(app.db, from);
      const publication =
        asked && rightsIn(user, asked.id)
          ? asked
          : (await listPublications(app.db, 0, 1, publicationsOf(user)))[0];
      const { title } = desk.words.search;
      const groups = await find(app, { text, publication, user, desk });
      return {
        title: text === '' ? title : `${title}: ${text}`,
        heading: title,
        layout: 'narrow',
        publication,
        content: <Search text={text} groups={groups} from={publication?.slug} />,
      };
    },
  }),
  admin.page({
    path: '/keys',
    role: 'viewer',
    view: ({ user, desk: { words } }) => ({
      title: words.search.keysTitle,
      lede: words.search.keysLede,
      layout: 'narrow',
      content: <Keys hasShortcuts={user.hasShortcuts} />,
    }),
  }),
];
