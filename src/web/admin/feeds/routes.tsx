import { z } from 'zod';
import { changeFeed, getFeed, listFeeds, pollFeed, restoreFeed } from '../../../articles/index.ts';
import { Conflict } from '../../../platform/errors.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { Icon } from '../components/Icon.tsx';
import { RowMenu } from '../components/RowMenu.tsx';
import { useDesk } from '../use-desk.ts';
import { FeedPage } from './FeedPage.tsx';
import { Feeds, nameOf } from './Feeds.tsx';
import { Crumbs, feedFormRoutes } from './forms.tsx';
import { loadFeed } from './load-feed.ts';
import type { Feed } from '../../../articles/index.ts';

const params = z.object({ id: idText });

/** Pauses a feed or reads it again; each is the undo of the other. */
const switchRoute = (verb: 'pause' | 'resume') =>
  ofPublication.button({
    path: `/feeds/:id/${verb}`,
    role: 'editor',
    params,
    async act({ app, publication, params: { id } }) {
      const status = verb === 'pause' ? 'paused' : 'active';
      const feed = await changeFeed(app, publication.id, id, { status });
      const to = `/admin/${publication.slug}/feeds/${id}`;
      return {
        to,
        notice: {
          name: verb === 'pause' ? 'feed-paused' : 'feed-resumed',
          params: { name: nameOf(feed).slice(0, 120) },
        },
        undo: { to: `${to}/${verb === 'pause' ? 'resume' : 'pause'}` },
      };
    },
  });

export const feedRoutes = [
  ofPublication.page({
    path: '/feeds',
    role: 'viewer',
    async view({ app, publication, may, desk }) {
      const { slug, timeZone } = publication;
      const base = `/admin/${slug}/feeds`;
      const { feeds } = desk.words;
      const found = await listFeeds(app.db, publication.id);
      return {
        title: feeds.title,
        current: 'articles',
        lede: feeds.lede,
        crumbs: <a href={`/admin/${slug}/articles`}>{desk.words.articles.title}</a>,
        actions: may('editor') && found.length > 0 && (
          <a class="btn btn-main" href={`${base}/new`}>
            <Icon name="plus" />
            {feeds.add}
          </a>
        ),
        content: <Feeds base={base} feeds={found} timeZone={timeZone} mayAct={may('editor')} />,
      };
    },
  }),
  ...feedFormRoutes,
  ofPublication.page({
    path: '/feeds/:id',
    role: 'viewer',
    params,
    async view({ app, publication, may, params: { id }, desk }) {
      const { slug, timeZone } = publication;
      const loaded = await loadFeed(app, publication, id);
      return {
        title: desk.words.feeds.feed(nameOf(loaded.feed)),
        current: 'articles',
        crumbs: <Crumbs slug={slug} />,
        actions: may('editor') && <FeedActions here={`/admin/${slug}/feeds/${id}`} feed={loaded.feed} />,
        content: <FeedPage {...loaded} slug={slug} timeZone={timeZone} />,
      };
    },
  }),
  ofPublication.button({
    path: '/feeds/:id/read',
    role: 'editor',
    params,
    async act({ app, publication, params: { id } }) {
      const to = `/admin/${publication.slug}/feeds/${id}`;
      await getFeed(app.db, id, publication.id);
      try {
        const { feed, articles } = await pollFeed(app, id);
        if (feed.error) return { to };
        return { to, notice: { name: 'feed-read', params: { fresh: String(articles.length) } } };
      } catch (error) {
        if (error instanceof Conflict) return { to, notice: 'feed-busy' };
        throw error;
      }
    },
  }),
  switchRoute('pause'),
  switchRoute('resume'),
  ofPublication.button({
    path: '/feeds/:id/restore',
    role: 'editor',
    params,
    async act({ app, publication, params: { id } }) {
      await restoreFeed(app, publication.id, id);
      return { to: `/admin/${publication.slug}/feeds/${id}`, notice: 'feed-restored' };
    },
  }),
];

function FeedActions({ here, feed }: { here: string; feed: Feed }) {
  const { feeds } = useDesk().words;
  const isOff = feed.status === 'paused' || feed.status === 'gone';
  return (
    <>
      <form method="post" action={`${here}/read`}>
        <button class="btn">
          <Icon name="refresh" />
          {feeds.readNow}
        </button>
      </form>
      <a class="btn" href={`${here}/edit`}>
        <Icon name="pencil" />
        {feeds.edit}
      </a>
      <RowMenu label={feeds.more(nameOf(feed))}>
        <form method="post" action={`${here}/${isOff ? 'resume' : 'pause'}`}>
          <button>
            <Icon name={isOff ? 'player-play' : 'player-pause'} />
            {isOff ? feeds.resume : feeds.pause}
          </button>
        </form>
        <a href={`${here}/remove`}>
          <Icon name="trash" />
          {feeds.remove}
        </a>
        <a href={feed.url} rel="noreferrer">
          <Icon name="external-link" />
          {feeds.openFeed}
        </a>
      </RowMenu>
    </>
  );
}
