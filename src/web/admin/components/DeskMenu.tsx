import { isAtLeast, type SignedIn } from '../../../accounts/index.ts';
import type { Publication } from '../../../publications/index.ts';
import type { Decisions } from '../../../reports/index.ts';
import { useDesk } from '../use-desk.ts';
import { Icon, type IconName } from './Icon.tsx';
import type { MenuEntry } from './menu-entry.ts';
import { firstLetter, Person, PersonLinks } from './PersonMenu.tsx';

/** Where the menu leads. */
export interface Places {
  publications: Pick<Publication, 'slug' | 'name'>[];
  /** The one that the page is about. */
  publication: Pick<Publication, 'id' | 'slug' | 'name'> | undefined;
  decisions: Decisions | undefined;
  hasMailbox: boolean;
}

interface Props {
  current: MenuEntry | undefined;
  user: SignedIn | undefined;
  places: Places;
}

interface Entry {
  name: MenuEntry;
  href: string;
  icon: IconName;
  text: string;
  decisions?: number | undefined;
  /** A group begins here. */
  hasGap?: boolean;
}

/** The entries that this person has here, in their order. The phone shows the first four, and the others under “More”. */
function useEntries({ user, places: { publication, decisions, hasMailbox } }: Props): Entry[] {
  const { frame, funnel, look, subscribers: list, topics } = useDesk().words;
  const isAdmin = user && publication && isAtLeast(user, publication.id, 'admin');
  const home = `/admin/${publication?.slug}`;
  const ofPublication: Entry[] = [
    { name: 'today', href: home, icon: 'sun-high', text: frame.today, decisions: decisions?.today },
    { name: 'calendar', href: `${home}/calendar`, icon: 'calendar', text: frame.calendar },
    { name: 'sends', href: `${home}/sends`, icon: 'send', text: frame.sends },
    {
      name: 'articles',
      href: `${home}/articles`,
      icon: 'news',
      text: frame.articles,
      decisions: decisions?.articles,
    },
    { name: 'subscribers', href: `${home}/subscribers`, icon: 'users', text: list.title, hasGap: true },
    { name: 'topics', href: `${home}/topics`, icon: 'tags', text: topics.title },
    { name: 'sign-ups', href: `${home}/funnel`, icon: 'user-plus', text: funnel.title },
  ];
  const ofAdmins: Entry[] = [
    { name: 'look', href: `${home}/look`, icon: 'palette', text: look.menu, hasGap: true },
    {
      name: 'settings',
      href: `${home}/settings/sender`,
      icon: 'settings',
      text: frame.settings,
    },
  ];
  const ofMailbox: Entry = { name: 'mailbox', href: '/mailbox', icon: 'inbox', text: frame.mailbox };
  return [
    ...(user && publication ? ofPublication : []),
    ...(isAdmin ? ofAdmins : []),
    ...(hasMailbox ? [ofMailbox] : []),
  ];
}

export function DeskMenu(props: Props) {
  const { words } = useDesk();
  const entries = useEntries(props);
  return (
    <header class="side">
      <Publications places={props.places} />
      {props.user && <SearchLink publication={props.places.publication} />}
      <nav aria-label={words.frame.main}>
        <ul>
          {entries.map(({ name, hasGap, ...entry }) => (
            <li key={name} class={hasGap ? 'gap' : undefined}>
              <MenuLink {...entry} goKey={GO_KEYS[name]} isCurrent={name === props.current} />
            </li>
          ))}
        </ul>
      </nav>
      {props.user && <Person user={props.user} publication={props.places.publication} />}
    </header>
  );
}

/** Ctrl K opens what it leads to in a dialog. */
function SearchLink({ publication }: Pick<Places, 'publication'>) {
  const { frame } = useDesk().words;
  return (
    <a
      class="side-search"
      href={`/admin/search${publication ? `?publication=${publication.slug}` : ''}`}
      aria-keyshortcuts="Control+K"
      data-search
    >
      <Icon name="zoom" />
      <span class="word">{frame.search}</span>
      <kbd>{frame.searchKeys}</kbd>
    </a>
  );
}

/** `g` and this letter lead there. */
const GO_KEYS: Record<string, string | undefined> = {
  today: 't',
  calendar: 'c',
  sends: 's',
  articles: 'a',
  subscribers: 'u',
};

function MenuLink({
  href,
  icon,
  text,
  decisions = 0,
  isCurrent,
  goKey,
}: Omit<Entry, 'name'> & { isCurrent: boolean; goKey?: string | undefined }) {
  const { words } = useDesk();
  return (
    <a href={href} aria-current={isCurrent ? 'page' : undefined} data-go={goKey}>
      <Icon name={icon} />
      <span class="word">{text}</span>
      {decisions > 0 && (
        <span class="n" title={words.frame.needDecision(decisions)}>
          <span aria-hidden="true">{decisions}</span>
          <span class="sr">{words.frame.needDecision(decisions)}</span>
        </span>
      )}
    </a>
  );
}

/** One publication is a name; several open a list; of many the first seven are in it. */
function Publications({ places: { publications, publication } }: Pick<Props, 'places'>) {
  const { words } = useDesk();
  const name = publication?.name ?? 'Paperround';
  const mark = (text: string) => (
    <span class="mark" aria-hidden="true">
      {firstLetter(text)}
    </span>
  );
  if (publications.length < 2)
    return (
      <a class="pubs-one" href="/admin">
        {mark(name)}
        <span class="word">{name}</span>
      </a>
    );
  return (
    <details class="pubs menu">
      <summary>
        {mark(name)}
        <span class="word">{name}</span>
        <Icon name="chevron-down" />
      </summary>
      <div class="menu-sheet menu-sheet-left">
        {publications.slice(0, 7).map((one) => (
          <a key={one.slug} href={`/admin/${one.slug}`}>
            {mark(one.name)}
            <span>{one.name}</span>
          </a>
        ))}
        <hr />
        <a href="/admin/publications">
          <Icon name="list" />
          {words.frame.allPublications}
        </a>
      </div>
    </details>
  );
}

/** The phone's menu at the foot of the page. */
export function ShortMenu(props: Props) {
  const { frame } = useDesk().words;
  const entries = useEntries(props);
  const shown = entries.filter(({ hasGap, name }) => !hasGap && name !== 'mailbox').slice(0, 4);
  const rest = entries.filter((entry) => !shown.includes(entry));
  return (
    <nav class="tabs-foot" aria-label={frame.mainShort}>
      {shown.map(({ name, hasGap: _hasGap, ...entry }) => (
        <MenuLink key={name} {...entry} isCurrent={name === props.current} />
      ))}
      <details class="menu">
        <summary>
          <Icon name="menu-2" />
          {frame.more}
        </summary>
        <div class="menu-sheet menu-sheet-up">
          {rest.map(({ name, href, icon, text }) => (
            <a key={name} href={href} aria-current={name === props.current ? 'page' : undefined}>
              <Icon name={icon} />
              {text}
            </a>
          ))}
          {props.user && <PersonLinks user={props.user} publication={props.places.publication} />}
        </div>
      </details>
    </nav>
  );
}
