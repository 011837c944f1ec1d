import { clockChangeNote } from '../../../../letters/index.ts';
import { InvalidInput } from '../../../../platform/errors.ts';
import { says, type Desk } from '../../../../words/index.ts';
import type { SendAudience } from '../../../../explain/index.ts';
import { localOf } from '../../calendar/days.ts';
import { cityOf, readWhen, type Chosen, type WhenForm } from './when.ts';

/** What scheduling depends on, beside the choice itself. */
export interface Plan {
  subject: string;
  undoSeconds: number;
  audience: SendAudience;
  now: Date;
  /** What else goes out, by day of the zone in question. */
  others: { subject: string; at: Date }[];
}

/** What a choice would do, in words. */
export interface Effect {
  sentences: string[];
  button: string;
  isPossible: boolean;
}

/** @param chosen what was typed; it may make no sense yet. */
export function effectOf(desk: Desk, plan: Plan, chosen: WhenForm): Effect {
  const { schedule } = desk.words;
  try {
    const read = readWhen(desk, plan.now, chosen);
    return { sentences: sentencesOf(desk, plan, read), button: buttonOf(desk, plan, read), isPossible: true };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return {
      sentences: error.errors.map(({ message }) => message),
      button: schedule.scheduleOther,
      isPossible: false,
    };
  }
}

function sentencesOf(
  desk: Desk,
  { subject, undoSeconds, audience, now, others }: Plan,
  chosen: Chosen,
): string[] {
  const { schedule } = desk.words;
  const { count, isExact, seconds } = audience;
  const main = chosen
    ? schedule.summaryAt(
        subject,
        count,
        isExact,
        desk.moment(chosen.at, chosen.zone),
        cityOf(chosen.zone),
        desk.relative(chosen.at, now),
      )
    : schedule.summaryNow(subject, count, isExact, undoSeconds);
  const note = chosen && clockChangeNote({ wallTime: chosen.wallTime, timeZone: chosen.zone });
  const day = chosen && localOf(chosen.at, chosen.zone).date;
  const also = chosen
    ? others
        .filter(({ at }) => localOf(at, chosen.zone).date === day)
        .slice(0, 3)
        .map((other) => schedule.alsoOne(other.subject, desk.time(other.at, chosen.zone)))
    : [];
  return [
    main,
    ...(count === 0 ? [schedule.nobodyNow] : []),
    ...(seconds !== null && count > 0
      ? [schedule.takes(desk.duration(seconds), rateOf(desk, count, seconds))]
      : []),
    ...(note ? [says(note, desk.language)] : []),
    ...(also.length > 0 ? [schedule.alsoThatDay(desk.list(also))] : []),
  ];
}

const rateOf = (desk: Desk, count: number, seconds: number) =>
  desk.number(Math.max(1, Math.round(count / Math.max(1, seconds))));

function buttonOf(desk: Desk, { audience, now }: Plan, chosen: Chosen): string {
  const { schedule } = desk.words;
  if (!chosen) return schedule.sendNow(audience.count, audience.isExact);
  return schedule.scheduleFor(dayOf(desk, now, chosen), desk.time(chosen.at, chosen.zone));
}

const WEEK_MS = 6 * 24 * 3600_000;

/** Such as “Wednesday” within the week, and “Wed 17 Mar” later. */
const dayOf = (desk: Desk, now: Date, { at, zone }: NonNullable<Chosen>) =>
  at.getTime() - now.getTime() < WEEK_MS
    ? desk.dated(at, zone, { weekday: 'long' })
    : desk.shortDay(at, zone);
