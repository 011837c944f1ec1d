import { groupBy } from './group-by.ts';
import { TIMELINE_KINDS, type TimelineEntry, type TimelinePage } from '../../../subscribers/index.ts';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Paging } from '../components/Paging.tsx';
import { Empty, Section } from '../components/Section.tsx';
import { stateIcon } from '../components/State.tsx';
import { useDesk } from '../use-desk.ts';

export interface TimelineView extends TimelinePage {
  kind: string | undefined;
  isFirst: boolean;
}

interface Props {
  /** Address of the person. */
  here: string;
  /** Address of the publication. */
  home: string;
  timeZone: string;
  timeline: TimelineView;
}

/** What happened with a reader, day by day, the newest first. */
export function Timeline({ here, home, timeZone, timeline }: Props) {
  const desk = useDesk();
  const { person: say } = desk.words;
  const { entries, nextCursor, kind, isFirst } = timeline;
  const address = (fields: Record<string, string | null | undefined>) => {
    const named = Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1]));
    return named.length === 0 ? `${here}#timeline` : `${here}?${new URLSearchParams(named)}#timeline`;
  };
  const days = groupBy(entries, ({ at }) => desk.day(at, timeZone));
  return (
    <Section
      id="timeline"
      title={say.timeline}
      aside={
        <span class="row small">
          {([undefined, ...TIMELINE_KINDS] as const).map((one) => (
            <a key={one} href={address({ kind: one })} aria-current={kind === one ? 'true' : undefined}>
              {say.timelineKinds[one ?? 'all']}
            </a>
          ))}
        </span>
      }
    >
      {entries.length === 0 ? (
        <Empty title={say.nothing}>
          <p>{say.nothingText}</p>
        </Empty>
      ) : (
        <ol class="timeline">
          {days.map(([day, all]) => [
            <li key={day} class="tl-day">
              {day}
            </li>,
            ...all.map((entry, place) => (
              <li key={`${day} ${place}`}>
                <Entry entry={entry} here={here} home={home} />
                <time class="small soft" dateTime={entry.at.toISOString()}>
                  {desk.time(entry.at, timeZone)}
                </time>
              </li>
            )),
          ])}
        </ol>
      )}
      <Paging
        steps={[
          isFirst ? undefined : { href: address({ kind }), text: say.newest },
          nextCursor === null ? undefined : { href: address({ kind, cursor: nextCursor }), text: say.older },
        ]}
      />
    </Section>
  );
}

function Entry({ entry, here, home }: { entry: TimelineEntry } & Pick<Props, 'here' | 'home'>) {
  switch (entry.of) {
    case 'mail':
      return <Mail mail={entry.mail} here={here} home={home} />;
    case 'event':
      return <Event event={entry.event} home={home} />;
    case 'consent':
      return <Consent record={entry.record} />;
  }
}

function Glyph({ icon, tint }: { icon: IconName; tint?: 'is-good' | 'is-warn' | undefined }) {
  return (
    <span class={tint ? `tl-icon ${tint}` : 'tl-icon'}>
      <Icon name={icon} />
    </span>
  );
}

const GOOD = new Set(['accepted', 'confirmed', 'imported', 'resubscribed']);
const BAD = new Set(['rejected', 'expired', 'unknown', 'deferred', 'unsubscribed']);
const tintOf = (what: string) => (GOOD.has(what) ? 'is-good' : BAD.has(what) ? 'is-warn' : undefined);

type Of<Kind extends TimelineEntry['of']> = Extract<TimelineEntry, { of: Kind }>;

function Mail({ mail, here, home }: { mail: Of<'mail'>['mail'] } & Pick<Props, 'here' | 'home'>) {
  const { words } = useDesk();
  const { person: say, states, sends } = words;
  const { id, subject, state, attempts, reply } = mail;
  return (
    <>
      <Glyph icon={stateIcon(state)} tint={tintOf(state)} />
      <div>
        {states[state]}
        {attempts > 1 && ` ${say.attempts(attempts)}`}:{' '}
        <a class="theirs" href={`${home}/sends/${id}`}>
          <bdi>{subject || sends.untitled(id)}</bdi>
        </a>{' '}
        <a class="small" href={`${here}?about=send:${id}#why`} aria-label={`${say.why} ${subject}`}>
          {say.why}
        </a>
        {reply && (
          <p class="small soft">
            <bdi>{reply}</bdi>
          </p>
        )}
      </div>
    </>
  );
}

function Event({ event, home }: { event: Of<'event'>['event'] } & Pick<Props, 'home'>) {
  const { person: say } = useDesk().words;
  const { type, says, sendId, subject } = event;
  return (
    <>
      <Glyph icon={type === 'reply' ? 'mail' : 'arrow-bounce'} tint="is-warn" />
      <div>
        <b>{say.events[type]}</b>{' '}
        {sendId !== null && subject !== null && (
          <a class="theirs" href={`${home}/sends/${sendId}`}>
            <bdi>{subject}</bdi>
          </a>
        )}
        {says && (
          <p class="small soft">
            <bdi>{says}</bdi>
          </p>
        )}
      </div>
    </>
  );
}

function Consent({ record }: { record: Of<'consent'>['record'] }) {
  const { words, list } = useDesk();
  const { person: say } = words;
  const { kind, channel, consentText, source, details } = record;
  const fields = Array.isArray(details['fields']) ? details['fields'].map(String) : [];
  const named = fields.map((field) => say.fields[field] ?? field);
  return (
    <>
      <Glyph icon={CONSENT_ICONS[kind]} tint={tintOf(kind)} />
      <div>
        <b>{kind === 'changed' && named.length > 0 ? say.changed(list(named)) : say.consent[kind]}</b>
        {details['undone'] === true && ` (${say.undone})`}{' '}
        {kind !== 'mail-accepted' && say.channel(say.channels[channel] ?? channel)}
        {source && (
          <p class="small soft">
            <bdi>{say.at(source)}</bdi>
          </p>
        )}
        {consentText && (
          <p class="small soft">
            <bdi>{say.readTo(consentText)}</bdi>
          </p>
        )}
      </div>
    </>
  );
}

const CONSENT_ICONS: Record<Of<'consent'>['record']['kind'], IconName> = {
  requested: 'user-plus',
  'mail-accepted': 'mail',
  confirmed: 'shield-check',
  imported: 'upload',
  unsubscribed: 'door-exit',
  resubscribed: 'arrow-back-up',
  changed: 'pencil',
  'address-asked': 'mail-forward',
  'address-changed': 'mail-forward',
  'address-restored': 'arrow-back-up',
  erased: 'trash',
};
