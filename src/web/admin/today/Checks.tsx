import type { ComponentChildren } from 'preact';
import { findingWords } from '../../../words/index.ts';
import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';
import { needsSomebody } from './sentence.ts';
import type { Today } from './load-today.ts';

/** One mark each for what must work. What does not leads to its row below. */
export function Checks({ today, isAdmin }: { today: Today; isAdmin: boolean }) {
  const { today: words } = useDesk().words;
  return (
    <ul class="checks" aria-label={words.checks}>
      <FeedCheck today={today} />
      <ServerCheck today={today} />
      <SenderCheck today={today} isAdmin={isAdmin} />
      <ArticleCheck today={today} />
      <ConfirmationCheck today={today} />
    </ul>
  );
}

function Check({
  name,
  href,
  isWarning = href !== undefined,
  children,
}: {
  name: string;
  href?: string | undefined;
  isWarning?: boolean;
  children: ComponentChildren;
}) {
  return (
    <li class={isWarning ? 'is-warn' : undefined}>
      <Icon name={isWarning ? 'alert-triangle' : 'circle-check'} />
      <span>
        <b>{name}</b> {href === undefined ? children : <a href={href}>{children}</a>}
      </span>
    </li>
  );
}

function FeedCheck({ today: { feeds, publication } }: { today: Today }) {
  const desk = useDesk();
  const { today: words } = desk.words;
  const broken = feeds.filter(needsSomebody);
  if (broken.length > 0)
    return (
      <Check name={words.feeds} href="#needs">
        {words.feedsFailing(broken.length)}
      </Check>
    );
  const read = feeds.map(({ lastPolledAt }) => lastPolledAt?.getTime() ?? 0);
  if (feeds.length === 0) return <Check name={words.feeds}>{words.feedsNone}</Check>;
  const last = new Date(Math.max(...read));
  const says =
    last.getTime() === 0 ? words.feedsWaiting : words.feedsRead(desk.shortMoment(last, publication.timeZone));
  return <Check name={words.feeds}>{says}</Check>;
}

function ServerCheck({ today: { route, isKeptHere } }: { today: Today }) {
  const { today: words } = useDesk().words;
  if (isKeptHere)
    return (
      <Check name={words.server} href="/mailbox">
        {words.serverMailbox}
      </Check>
    );
  if (!route) return <Check name={words.server}>{words.serverFine}</Check>;
  return (
    <Check name={words.server} href="#main">
      {route.code === 'server-unusable' ? words.serverTrouble : words.serverSlow}
    </Check>
  );
}

/** What DNS says of the sender, as it was seen last: nobody waits for it. */
function SenderCheck({ today: { sender, publication }, isAdmin }: { today: Today; isAdmin: boolean }) {
  const desk = useDesk();
  const { today: words } = desk.words;
  if (sender === undefined) return null;
  if (sender === 'unseen') return <Check name={words.sender}>{words.senderUnseen}</Check>;
  const { findings, at } = sender;
  const when = desk.shortMoment(at, publication.timeZone);
  if (findings.length === 0) return <Check name={words.sender}>{words.senderFine(when)}</Check>;
  const says = findings.map((one) => findingWords(one, desk.language).what).join(' ');
  return (
    <Check
      name={words.sender}
      href={isAdmin ? `/admin/${publication.slug}/settings/sender` : undefined}
      isWarning
    >
      {words.senderFaults(says, when)}
    </Check>
  );
}

function ArticleCheck({ today: { heldArticles } }: { today: Today }) {
  const { today: words } = useDesk().words;
  const { count } = heldArticles;
  return (
    <Check name={words.articles} href={count > 0 ? '#needs' : undefined}>
      {count > 0 ? words.articlesHeld(count) : words.articlesFine}
    </Check>
  );
}

function ConfirmationCheck({ today: { confirmations, signUpHolds } }: { today: Today }) {
  const { words, percent } = useDesk();
  const { confirmations: name, confirmationsNone, confirmationsShare, confirmationsWait } = words.today;
  if (signUpHolds.length > 0)
    return (
      <Check name={name} href="#needs">
        {confirmationsWait}
      </Check>
    );
  const { asked, confirmed } = confirmations;
  return (
    <Check name={name}>
      {asked === 0 ? confirmationsNone : confirmationsShare(percent(Math.min(1, confirmed / asked)))}
    </Check>
  );
}
