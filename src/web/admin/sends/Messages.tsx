import type { MessageEntry, MessageState } from '../../../delivery/index.ts';
import { Paging } from '../components/Paging.tsx';
import { State } from '../components/State.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

export const MESSAGE_FILTERS = [
  'accepted',
  'deferred',
  'rejected',
  'expired',
  'unknown',
  'skipped',
  'queued',
  'sending',
] as const satisfies MessageState[];

/** Messages as they were asked for. */
export interface MessageList {
  state: MessageState | undefined;
  find: string;
  entries: MessageEntry[];
  next: number | null;
  isFirst: boolean;
  /** What a reader's line leads to: `email` is added. */
  whyPath: string;
}

/** The messages of a send, with search and filter. */
export function Messages({ path, timeZone, list }: { path: string; timeZone: string; list: MessageList }) {
  const { words } = useDesk();
  const { state, find, entries, next, isFirst } = list;
  const address = (after?: number) => {
    const query = new URLSearchParams({
      ...(state && { state }),
      ...(find && { q: find }),
      ...(after && { after: String(after) }),
    });
    return `${path}?${query}#messages`;
  };
  return (
    <Section
      id="messages"
      title={words.sends.messages}
      aside={<a href={`${path}/messages.csv${state ? `?state=${state}` : ''}`}>{words.sends.exportCsv}</a>}
    >
      <Search path={path} list={list} />
      {entries.length === 0 ? (
        <p class="soft">
          {next !== null
            ? words.sends.lookedAt
            : find === '' && !state
              ? words.sends.noneYet
              : words.sends.noMessages}
        </p>
      ) : (
        <Table timeZone={timeZone} list={list} />
      )}
      <Paging
        steps={[
          isFirst ? undefined : { href: address(), text: words.sends.firstMessages },
          next === null
            ? undefined
            : {
                href: address(next),
                text: find === '' ? words.sends.nextMessages : words.sends.lookFurther,
              },
        ]}
      />
    </Section>
  );
}

function Search({ path, list: { state, find } }: { path: string; list: MessageList }) {
  const { words } = useDesk();
  return (
    <form class="row block-s" method="get" action={`${path}#messages`}>
      <label class="sr" for="q">
        {words.sends.findReader}
      </label>
      <input
        id="q"
        name="q"
        class="medium"
        type="search"
        maxLength={320}
        value={find}
        placeholder={words.sends.findReader}
      />
      <label class="sr" for="state">
        {words.sends.state}
      </label>
      <select id="state" name="state" class="short-select">
        <option value="">{words.sends.anyState}</option>
        {MESSAGE_FILTERS.map((one) => (
          <option key={one} value={one} selected={one === state}>
            {words.states[one]}
          </option>
        ))}
      </select>
      <button class="btn">{words.sends.find}</button>
    </form>
  );
}

function Table({ timeZone, list: { entries, whyPath } }: { timeZone: string; list: MessageList }) {
  const { words, timeWithSeconds, shortDay } = useDesk();
  const columns = words.sends.messageColumns;
  return (
    <div class="table-wrap">
      <table class="table-cards">
        <thead>
          <tr>
            <th scope="col">{columns.reader}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.said}</th>
            <th scope="col" class="num">
              {columns.at}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ subscriberId, email, state, lastReply, at }) => (
            <tr key={subscriberId}>
              <th scope="row">
                {email === null ? (
                  words.sends.erased
                ) : (
                  <a href={`${whyPath}&email=${encodeURIComponent(email)}`}>{email}</a>
                )}
              </th>
              <td data-label={columns.state}>
                <State of={state} />
              </td>
              <td data-label={columns.said} class="small">
                {lastReply ?? (at === null ? words.sends.notTried : '–')}
              </td>
              <td data-label={columns.at} class="num small">
                {at && (
                  <time dateTime={at.toISOString()} title={shortDay(at, timeZone)}>
                    {timeWithSeconds(at, timeZone)}
                  </time>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
