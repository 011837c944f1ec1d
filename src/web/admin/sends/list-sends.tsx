import { countSendsByGroup, listSendsOf, type ListedSend, type SendGroup } from '../../../reports/index.ts';
import { ofPublication } from '../admin-route.ts';
import { Icon } from '../components/Icon.tsx';
import { othersInDrafts } from '../composer/load-draft.ts';
import { SendList } from './SendList.tsx';

const PAGE = 50;
const GROUPS = ['draft', 'scheduled', 'sending', 'needs', 'sent', 'cancelled'] as const satisfies SendGroup[];
/** What is not over, in the order in which people ask. */
const OPEN: SendGroup[][] = [['needs'], ['sending'], ['scheduled'], ['draft']];
const PAST: SendGroup[] = ['sent', 'cancelled'];

/** Every send: what is still to come is always there, what is over goes back page by page. */
export const sendListRoute = ofPublication.page({
  path: '/sends',
  role: 'viewer',
  async view({ app, user, desk, publication, query, may, maySend }) {
    const { db } = app;
    const { id: publicationId, slug } = publication;
    const group = GROUPS.find((known) => known === query['status']);
    const find = textOf(query['q']).slice(0, 200);
    const cursor = cursorIn(textOf(query['after']));
    const list = async (groups: SendGroup[], from = cursor) => {
      const found = await listSendsOf(db, publicationId, groups, { find, cursor: from, limit: PAGE + 1 });
      const shown = found.slice(0, PAGE);
      const last = shown.at(-1);
      return { sends: shown, next: found.length > PAGE && last ? `${last.at ?? ''}~${last.id}` : undefined };
    };
    const [counts, here, open, listed] = await Promise.all([
      countSendsByGroup(db, publicationId),
      othersInDrafts(app, publication, user.userId),
      group || cursor ? [] : Promise.all(OPEN.map((groups) => list(groups, undefined))),
      list(group ? [group] : PAST),
    ]);
    const { words } = desk;
    return {
      title: words.sends.title,
      current: 'sends',
      actions: may('editor') && (
        <>
          <a class="btn" href={`/admin/${slug}/sends/new?kind=digest`}>
            <Icon name="news" />
            {words.digest.newDigest}
          </a>
          <a class="btn btn-main" href={`/admin/${slug}/sends/new`}>
            <Icon name="feather" />
            {words.sends.writeLetter}
          </a>
        </>
      ),
      content: (
        <SendList
          publication={publication}
          group={group}
          find={find}
          counts={counts}
          here={here}
          open={open.flatMap(({ sends }): ListedSend[] => sends)}
          sends={listed.sends}
          next={listed.next}
          isFirst={!cursor}
          mayEdit={may('editor')}
          maySend={maySend}
        />
      ),
    };
  },
});

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** What `next` says of the last send of a page; anything else is the first page. */
function cursorIn(text: string): { at: string | null; id: number } | undefined {
  const [, at = '', id = ''] = /^([-+:. \d]*)~([1-9]\d{0,14})$/.exec(text) ?? [];
  if (id === '' || (at !== '' && Number.isNaN(Date.parse(at)))) return undefined;
  return { at: at || null, id: Number(id) };
}
