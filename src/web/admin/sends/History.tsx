import type { HistoryEntry } from '../../../reports/index.ts';
import type { SendProgress } from '../../../sends/index.ts';
import { says, type Desk, type Reason } from '../../../words/index.ts';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { actorOf } from './send-places.tsx';

interface Props {
  title: string;
  send: SendProgress;
  entries: HistoryEntry[];
  timeZone: string;
}

/** What people and Paperround did with a send, the latest first. */
export function History({ title, send, entries, timeZone }: Props) {
  const desk = useDesk();
  const told = [...entries.flatMap((entry) => tell(desk, entry, timeZone)), ...own(desk, send)].sort(
    (one, other) => other.at.getTime() - one.at.getTime(),
  );
  if (told.length === 0) return null;
  return (
    <Section title={title}>
      <ul class="rows small">
        {told.map(({ at, text }) => (
          <li key={`${at.getTime()} ${text}`}>
            <time dateTime={at.toISOString()} title={desk.moment(at, timeZone)}>
              {isFarFrom(at, told[0]?.at)
                ? desk.shortMoment(at, timeZone)
                : desk.timeWithSeconds(at, timeZone)}
            </time>{' '}
            {text}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const DAY_MS = 86_400_000;
const isFarFrom = (at: Date, latest: Date | undefined) =>
  latest !== undefined && latest.getTime() - at.getTime() > DAY_MS / 2;

interface Told {
  at: Date;
  text: string;
}

function own({ words }: Desk, { startedAt, finishedAt, status, counts }: SendProgress): Told[] {
  const { events } = words.sends;
  return [
    ...(finishedAt && status === 'sent' ? [{ at: finishedAt, text: events.ended }] : []),
    ...(startedAt ? [{ at: startedAt, text: events.began(counts.audience) }] : []),
  ];
}

/** Nothing for what is not worth a line, such as each change of a draft. */
function tell(desk: Desk, entry: HistoryEntry, timeZone: string): Told[] {
  const { events } = desk.words.sends;
  const { action, details, at } = entry;
  if (!Object.hasOwn(events, action)) return [];
  const event = events[action as keyof typeof events] as string | ((param: never) => string);
  const what = typeof event === 'string' ? event : event(parameterOf(desk, details, timeZone) as never);
  const why = reasonIn(details);
  const text = `${what} (${actorOf(desk, entry)})${why ? `: ${says(why, desk.language)}` : ''}`;
  return [{ at, text }];
}

/** What the sentence of an action is about: how many readers, or a moment. */
function parameterOf({ moment }: Desk, details: Record<string, unknown>, timeZone: string): number | string {
  if (typeof details['reopened'] === 'number') return details['reopened'];
  const at = new Date(typeof details['at'] === 'string' ? details['at'] : '');
  return Number.isNaN(at.getTime()) ? '' : moment(at, timeZone);
}

/** A send that Paperround paused says why. */
const reasonIn = (details: Record<string, unknown>) =>
  'code' in details && 'params' in details ? (details as unknown as Reason) : undefined;
