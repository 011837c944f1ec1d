import { randomUUID } from 'node:crypto';
import type { Publication } from '../../../publications/index.ts';
import type { ListedSend, SendGroup } from '../../../reports/index.ts';
import { CANCELLABLE, PAUSABLE } from '../../../sends/index.ts';
import { says } from '../../../words/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Paging } from '../components/Paging.tsx';
import { MenuButton, RowMenu } from '../components/RowMenu.tsx';
import { Empty } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';
import type { Other } from '../composer/load-draft.ts';
import { useDesk } from '../use-desk.ts';
import { actorOf, kindOf, sendPath, subjectOf } from './send-places.tsx';

interface Props {
  publication: Publication;
  group: SendGroup | undefined;
  /** Part of the subject. */
  find: string;
  counts: Record<SendGroup, number>;
  /** Who else is in which draft. */
  here: Map<number, Other[]>;
  /** On the first page of all: what is not over. */
  open: ListedSend[];
  sends: ListedSend[];
  /** What the next page goes on after. */
  next: string | undefined;
  isFirst: boolean;
  mayEdit: boolean;
  maySend: boolean;
}

export function SendList(props: Props) {
  const { publication, group, find, open, sends, next, isFirst } = props;
  const { words } = useDesk();
  const address = (query: Record<string, string | undefined>) => {
    const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
    return `/admin/${publication.slug}/sends${given.length > 0 ? `?${new URLSearchParams(given)}` : ''}`;
  };
  const rows = [...open, ...sends];
  return (
    <>
      <Tabs {...props} address={address} />
      <form class="row block-s" method="get" action={`/admin/${publication.slug}/sends`}>
        {group && <input type="hidden" name="status" value={group} />}
        <label class="sr" for="q">
          {words.sends.findSubject}
        </label>
        <input
          id="q"
          name="q"
          class="medium"
          type="search"
          maxLength={200}
          value={find}
          placeholder={words.sends.findSubject}
        />
        <button class="btn">{words.sends.find}</button>
      </form>
      {find !== '' && (
        <p class="row small">
          <span>{words.sends.foundFor(find)}</span>
          <a href={address({ status: group })}>{words.sends.showAll}</a>
        </p>
      )}
      {rows.length === 0 ? (
        <Empty title={words.sends.emptyTitle}>
          <p>{find === '' ? words.sends.empty[group ?? 'all'] : words.sends.emptyFound(find)}</p>
        </Empty>
      ) : (
        <Table {...props} rows={rows} />
      )}
      <Paging
        steps={[
          isFirst ? undefined : { href: address({ status: group, q: find }), text: words.sends.newest },
          next === undefined
            ? undefined
            : { href: address({ status: group, q: find, after: next }), text: words.sends.older },
        ]}
      />
    </>
  );
}

const TABS = ['draft', 'scheduled', 'sending', 'needs', 'sent', 'cancelled'] as const;

function Tabs({
  group,
  find,
  counts,
  address,
}: Props & { address(query: Record<string, string | undefined>): string }) {
  const { words, number } = useDesk();
  return (
    <nav class="tabs" aria-label={words.sends.byStatus}>
      <a href={address({ q: find })} aria-current={group ? undefined : 'page'}>
        {words.sends.groups.all}
      </a>
      {TABS.map((tab) => (
        <a
          key={tab}
          href={address({ status: tab, q: find })}
          aria-current={tab === group ? 'page' : undefined}
        >
          {words.sends.groups[tab]} <span class="n">{number(counts[tab])}</span>
        </a>
      ))}
    </nav>
  );
}

function Table({ rows, ...props }: Props & { rows: ListedSend[] }) {
  const { words } = useDesk();
  const { columns } = words.sends;
  return (
    <div class="table-wrap">
      <table class="table-cards">
        <thead>
          <tr>
            <th scope="col">{columns.send}</th>
            <th scope="col">{columns.status}</th>
            <th scope="col">{columns.when}</th>
            <th scope="col" class="num">
              {columns.readers}
            </th>
            <th scope="col" class="num">
              {columns.accepted}
            </th>
            <th scope="col">
              <span class="sr">{columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((send) => (
            <Row key={send.id} send={send} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ send, publication, here, mayEdit, maySend }: Props & { send: ListedSend }) {
  const desk = useDesk();
  const { words, number, language } = desk;
  const { columns } = words.sends;
  const { id, status, reason, audienceSize, countedAudience, accepted, author } = send;
  return (
    <tr>
      <th scope="row">
        <a class="theirs quiet" href={sendPath(publication.slug, id)}>
          {subjectOf(desk, send)}
        </a>
        <span class="sub">
          {author === null ? kindOf(desk, send) : words.sends.by(kindOf(desk, send), actorOf(desk, author))}
        </span>
        {reason && status !== 'sent' && <span class="sub">{says(reason, language)}</span>}
        {here.get(id)?.map(({ name, isWriting }) => (
          <span key={name} class="sub">
            {isWriting ? words.composer.isWriting(name) : words.composer.isLooking(name)}
          </span>
        ))}
      </th>
      <td data-label={columns.status}>
        <State of={status} />
      </td>
      <td data-label={columns.when} class="small">
        {status === 'sending' || status === 'preparing' ? (
          words.sends.now
        ) : (
          <When at={momentOf(send)} timeZone={publication.timeZone} />
        )}
      </td>
      <td data-label={columns.readers} class="num">
        {audienceSize !== null
          ? number(audienceSize)
          : countedAudience === null
            ? '–'
            : words.sends.about(number(countedAudience))}
      </td>
      <td data-label={columns.accepted} class="num">
        {audienceSize === null ? '–' : number(accepted)}
      </td>
      <td class="num off-phone">
        {mayEdit && <Actions send={send} slug={publication.slug} maySend={maySend} />}
      </td>
    </tr>
  );
}

const momentOf = ({ status, scheduledAt, startedAt, finishedAt }: ListedSend) =>
  status === 'draft' ? null : (finishedAt ?? startedAt ?? scheduledAt);

function Actions({ send, slug, maySend }: { send: ListedSend; slug: string; maySend: boolean }) {
  const desk = useDesk();
  const { sends: words } = desk.words;
  const { id, status, audienceSize } = send;
  const path = sendPath(slug, id);
  const entries = [
    status === 'draft' && (
      <a href={`${path}/edit`}>
        <Icon name="pencil" />
        {words.edit}
      </a>
    ),
    status === 'paused' && maySend && (
      <MenuButton to={`${path}/resume`} icon="player-play">
        {words.resume}
      </MenuButton>
    ),
    send.author !== null && (
      <MenuButton to={`${path}/copy`} icon="copy" fields={{ form: randomUUID() }}>
        {words.useAgain}
      </MenuButton>
    ),
    PAUSABLE.includes(status) && maySend && (
      <MenuButton to={`${path}/pause`} icon="player-pause">
        {words.pause}
      </MenuButton>
    ),
    CANCELLABLE.includes(status) && status !== 'draft' && maySend && (
      <a href={`${path}/cancel`}>
        <Icon name="x" />
        {words.cancel}
      </a>
    ),
    audienceSize !== null && (
      <a href={`${path}/messages.csv`}>
        <Icon name="download" />
        {words.exportCsv}
      </a>
    ),
  ].filter((entry) => entry !== false);
  return entries.length === 0 ? null : (
    <RowMenu label={words.moreFor(subjectOf(desk, send))}>{entries}</RowMenu>
  );
}
