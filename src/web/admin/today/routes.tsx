import { publicationsOf, type SignedIn } from '../../../accounts/index.ts';
import { countDecisions } from '../../../reports/index.ts';
import type { App } from '../../../platform/app.ts';
import { decideHeld } from '../../../planning/index.ts';
import { listPublications } from '../../../publications/index.ts';
import { Icon } from '../components/Icon.tsx';
import { admin, ofPublication, type AdminRoute } from '../admin-route.ts';
import type { NoticeName } from '../notices.ts';
import { loadPublications } from './load-publications.ts';
import { heldOfGaps, loadToday } from './load-today.ts';
import { Publications } from './Publications.tsx';
import { needCount, nextSentence, todaySentence } from './sentence.ts';
import { todayNews, watchToday } from './today-news.ts';
import { Today } from './Today.tsx';
import type { Desk } from '../../../words/index.ts';
import type { View } from '../view.ts';

/** Answers for every send that is held because of a gap. */
const decideAll = (answer: 'release' | 'drop', notice: NoticeName): AdminRoute =>
  ofPublication.button({
    path: `/held-sends/${answer}`,
    role: 'editor',
    right: 'send',
    async act({ app, publication }) {
      const held = await heldOfGaps(app, publication);
      await decideHeld(
        app,
        answer,
        held.sends.map(({ id }) => id),
      );
      return { to: `/admin/${publication.slug}`, notice };
    },
  });

interface Looking {
  app: App;
  desk: Desk;
  user: SignedIn;
}

async function publicationsView({ app, desk, user }: Looking): Promise<View> {
  const found = await loadPublications(app, user);
  const needy = found.filter(({ decisions }) => decisions > 0).length;
  return {
    title: desk.words.frame.allPublications,
    heading: found.length === 0 ? undefined : desk.words.today.publicationsTitle(found.length, needy),
    content: <Publications publications={found} />,
  };
}

export const todayRoutes = [
  admin.page({
    path: '/',
    role: 'viewer',
    async view({ app, desk, user, query }) {
      const publications = await listPublications(app.db, 0, 2, publicationsOf(user));
      const [only] = publications;
      if (!only || publications.length > 1) return publicationsView({ app, desk, user });
      const said = new URLSearchParams(query as Record<string, string>);
      return { to: `/admin/${only.slug}${said.size > 0 ? `?${said}` : ''}` };
    },
  }),
  admin.page({
    path: '/publications',
    role: 'viewer',
    view: publicationsView,
  }),
  ofPublication.page({
    path: '',
    role: 'viewer',
    async view({ app, desk, may, maySend, publication }) {
      const today = await loadToday(app, publication);
      const decisions = await countDecisions(app.db, publication.id);
      const news = todayNews(desk, { going: today.going, decisions }, publication.timeZone);
      const now = new Date();
      const { timeZone } = publication;
      const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
      return {
        title: desk.words.frame.today,
        current: 'today',
        heading: todaySentence(today, desk),
        crumbs: (
          <span>
            {desk.words.today.now(desk.day(now, timeZone), desk.time(now, timeZone), place)}{' '}
            <a href={`/admin/${publication.slug}`}>{desk.words.today.refresh}</a>{' '}
            <span data-live-note="" hidden></span>
          </span>
        ),
        lede: nextSentence(today, desk),
        actions: may('editor') && (
          <a
            class={needCount(today) > 0 ? 'btn' : 'btn btn-main'}
            href={`/admin/${publication.slug}/sends/new`}
          >
            <Icon name="feather" />
            {desk.words.sends.writeLetter}
          </a>
        ),
        scripts: ['live'],
        content: (
          <div
            data-live-url={`/admin/${publication.slug}/events`}
            data-live-structure={news.structure}
            data-live-time={news.texts['time']}
            data-live-stale={desk.words.sends.stale}
            data-live-signed-out={desk.words.sends.signedOut}
            data-live-sign-in={desk.words.sends.signIn}
          >
            <Today today={today} isAdmin={may('admin')} mayAct={maySend} />
          </div>
        ),
      };
    },
  }),
  ofPublication.page({
    path: '/events',
    role: 'viewer',
    async view({ app, desk, publication }) {
      const watched = await watchToday(app, publication);
      return {
        follow: (live, stream) =>
          live.follow(
            watched,
            stream,
            (seen) => stream.tell('news', todayNews(desk, seen, publication.timeZone)),
            () => stream.tell('still', {}),
          ),
      };
    },
  }),
  decideAll('release', 'held-released'),
  decideAll('drop', 'held-dropped'),
];
