import { isAtLeast, publicationsOf, type SignedIn } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import type { Publication } from '../../../publications/index.ts';
import { searchArticles, searchSends, type ArticleHit, type SendHit } from '../../../reports/index.ts';
import { askedReaders, listReaders } from '../../../segments/index.ts';
import type { Desk } from '../../../words/index.ts';
import type { IconName } from '../components/Icon.tsx';
import { SETTINGS_PAGES, settingsPath } from '../settings/pages.ts';
import { keysPathFor } from '../team/keys-path.ts';

/** A line of the result. */
export interface Hit {
  href: string;
  icon: IconName;
  text: string;
  /** What it is and how it stands. */
  sub?: string;
  /** Words of others, in their own type. */
  isTheirs?: boolean;
}

export interface HitGroup {
  name: 'do' | 'readers' | 'sends' | 'articles' | 'settings';
  hits: Hit[];
  /** Where the rest is. */
  all?: string | undefined;
}

interface Asked {
  text: string;
  /** The one that the person looks at. */
  publication: Publication | undefined;
  user: SignedIn;
  desk: Desk;
}

/** Lines of a group. */
const MOST_HITS = 5;
const MOST_WORDS = 6;

/** What has every word of the text in it, in groups; without a text what can be done. */
export async function find(app: App, asked: Asked): Promise<HitGroup[]> {
  const words = asked.text.split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);
  const search = {
    words,
    publicationId: asked.publication?.id,
    only: publicationsOf(asked.user),
    limit: MOST_HITS + 1,
  };
  const [sends, articles] =
    words.length > 0
      ? await Promise.all([searchSends(app.db, search), searchArticles(app.db, search)])
      : [[], []];
  const groups: HitGroup[] = [
    { name: 'do', hits: findPages(doPages(asked), words) },
    await findPeople(app, asked),
    { name: 'sends', hits: sends.map((hit) => sendHit(hit, asked)), all: allOf('sends', sends, asked) },
    {
      name: 'articles',
      hits: articles.map((hit) => articleHit(hit, asked)),
      all: allOf('articles', articles, asked),
    },
    { name: 'settings', hits: words.length > 0 ? findPages(settingsPages(asked), words) : [] },
  ];
  return groups
    .map((group) => ({ ...group, hits: group.hits.slice(0, MOST_HITS) }))
    .filter(({ hits }) => hits.length > 0);
}

/** One letter would find nearly everybody. */
const SHORTEST_NAME = 2;

/** Readers of the publication that the person looks at. */
async function findPeople(app: App, { text, publication, desk }: Asked): Promise<HitGroup> {
  if (!publication || text.trim().length < SHORTEST_NAME) return { name: 'readers', hits: [] };
  const list = `/admin/${publication.slug}/subscribers`;
  const asked = await askedReaders(app.db, publication, { q: text });
  const readers = await listReaders(app.db, asked, {
    sort: '-joined',
    after: undefined,
    limit: MOST_HITS + 1,
  });
  const hits = readers.map(({ id, name, email, status }): Hit => {
    const state = desk.words.subscribers.statuses[status];
    return {
      href: `${list}/${id}`,
      icon: 'user',
      text: name || email,
      isTheirs: true,
      sub: name === '' ? state : `${email} · ${state}`,
    };
  });
  const all = hits.length > MOST_HITS ? `${list}?${new URLSearchParams({ q: text })}` : undefined;
  return { name: 'readers', hits, all };
}

/** The list with the query, where it has more. */
function allOf(page: 'sends' | 'articles', hits: { slug: string }[], { text }: Asked): string | undefined {
  const slug = hits.length > MOST_HITS ? hits[0]?.slug : undefined;
  return slug === undefined ? undefined : `/admin/${slug}/${page}?${new URLSearchParams({ q: text })}`;
}

interface Page extends Hit {
  findBy: string;
}

const findPages = (pages: Page[], words: string[]): Hit[] =>
  pages.filter(({ text, findBy }) => {
    const all = `${text} ${findBy}`.toLowerCase();
    return words.every((word) => all.includes(word.toLowerCase()));
  });

function doPages({ publication, user, desk: { words } }: Asked): Page[] {
  if (!publication) return [];
  const home = `/admin/${publication.slug}`;
  const { search, frame, subscribers, topics } = words;
  const go = (icon: IconName, href: string, text: string, findBy: string): Page => ({
    icon,
    href,
    text,
    findBy,
  });
  return [
    ...(isAtLeast(user, publication.id, 'editor')
      ? [go('feather', `${home}/sends/new`, search.writeLetter, search.findBy.write)]
      : []),
    go('sun-high', home, search.goTo(frame.today), search.findBy.today),
    go('calendar', `${home}/calendar`, search.goTo(frame.calendar), search.findBy.calendar),
    go('send', `${home}/sends`, search.goTo(frame.sends), search.findBy.sends),
    go('news', `${home}/articles`, search.goTo(frame.articles), search.findBy.articles),
    go('users', `${home}/subscribers`, search.goTo(subscribers.title), search.findBy.subscribers),
    go('tags', `${home}/topics`, search.goTo(topics.title), search.findBy.topics),
  ];
}

function settingsPages({ publication, user, desk: { words } }: Asked): Page[] {
  const { search, frame, settings } = words;
  const keys = keysPathFor(user, publication);
  const page = (icon: IconName, href: string, text: string, findBy: string): Page => ({
    icon,
    href,
    text,
    findBy,
  });
  return [
    ...(publication && isAtLeast(user, publication.id, 'admin')
      ? SETTINGS_PAGES.map((name) =>
          page(
            'settings',
            settingsPath(publication.slug, name),
            `${frame.settings}: ${settings.pageNames[name]}`,
            search.findBy.settings[name],
          ),
        )
      : []),
    page('user', '/admin/account', frame.yourAccount, search.findBy.account),
    page('help', '/admin/keys', search.keysTitle, search.findBy.keys),
    ...(publication && isAtLeast(user, publication.id, 'admin')
      ? [
          page('palette', `/admin/${publication.slug}/look`, words.look.menu, words.look.findBy),
          page('users', `/admin/${publication.slug}/team`, words.team.title, search.findBy.team),
        ]
      : []),
    ...(keys ? [page('key', keys, frame.apiKeys, search.findBy.apiKeys)] : []),
  ];
}

const ICONS: Record<SendHit['kind'], IconName> = {
  article: 'news',
  digest: 'stack-2',
  letter: 'mail',
  correction: 'mail-forward',
};

function sendHit({ id, slug, kind, status, ...hit }: SendHit, { desk, ...asked }: Asked): Hit {
  return {
    href: `/admin/${slug}/sends/${id}`,
    icon: ICONS[kind],
    text: hit.title || `#${id}`,
    isTheirs: true,
    sub: subOf([desk.words.kinds[kind], desk.words.states[status]], { slug, ...hit }, { desk, ...asked }),
  };
}

function articleHit({ id, slug, verdict, ...hit }: ArticleHit, { desk, ...asked }: Asked): Hit {
  return {
    href: `/admin/${slug}/articles/${id}`,
    icon: 'news',
    text: hit.title,
    isTheirs: true,
    sub: subOf([desk.words.states[verdict]], { slug, ...hit }, { desk, ...asked }),
  };
}

/** Such as “Article, Sent, Wed 10 Mar, North Quay Weekly”. */
function subOf(
  parts: string[],
  {
    at,
    timeZone,
    slug,
    publication,
  }: { at: Date | null; timeZone: string; slug: string; publication: string },
  { desk, publication: current }: Pick<Asked, 'desk' | 'publication'>,
): string {
  return [
    ...parts,
    ...(at ? [desk.shortDay(at, timeZone)] : []),
    ...(slug === current?.slug ? [] : [publication]),
  ].join(' · ');
}

/** A text in pieces, with those that were looked for marked. */
export function marked(text: string, asked: string): { piece: string; isHit: boolean }[] {
  const words = asked.split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return [{ piece: text, isHit: false }];
  const pattern = new RegExp(
    `(${words.map((word) => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|')})`,
    'giu',
  );
  return text.split(pattern).map((piece, index) => ({ piece, isHit: index % 2 === 1 }));
}
