import type { App } from '../../platform/app.ts';
import { tidyPageAddress } from '../../platform/link-key.ts';
import { readRange, type Range } from '../../platform/read-range.ts';
import { localTimeOf, startOfDay } from '../../platform/time-zone.ts';
import type { Publication } from '../../publications/index.ts';
import { countDays, countSignUps, listTitles, type SourceCounts } from './funnel-queries.ts';
import { keyOf, OTHERS, sourceOf } from './source.ts';

/** Sources with a row of their own. */
const SOURCES_SHOWN = 50;
export const FUNNEL_DAYS = 28;
const MAX_DAYS = 400;

/** How many get from one step to the next. `signedUp` is the sum of `confirmed` and of all who are lost. */
export interface FunnelSteps {
  /** How often the box was shown, by days. */
  shown: number;
  signedUp: number;
  /** A mail server accepted the confirmation mail. */
  mailed: number;
  confirmed: number;
  lost: {
    bounced: number;
    /** The link ran out, or the person wants no mail. */
    expired: number;
    /** The link is still good. */
    waiting: number;
  };
}

/** What led to sign-ups: the address of a page, a word such as `hosted page`, `unknown`, or `others`. */
export interface FunnelRow extends FunnelSteps {
  source: string;
  /** Of the article, when it is one of the publication. */
  title: string | null;
  /** Of that article. */
  url: string | null;
}

export interface Funnel extends Range {
  rows: FunnelRow[];
  total: FunnelSteps;
}

type Place = Pick<Publication, 'id' | 'timeZone'>;

/**
 * The time that somebody asks about: instants, or days of the publication, at most 400; without any the last 28 days, today included.
 * @throws InvalidInput
 */
export function readFunnelRange(
  { now }: Pick<App, 'now'>,
  { timeZone }: Place,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Range {
  const today = localTimeOf(now(), timeZone).toPlainDate();
  const until = to ?? today.toString();
  if (from !== undefined) return readRange({ from, to: until }, timeZone, MAX_DAYS);
  const { to: end } = readRange({ from: '1000-01-01', to: until }, timeZone, Infinity);
  const last = localTimeOf(new Date(end.getTime() - 1), timeZone).toPlainDate();
  return { from: startOfDay(last.subtract({ days: FUNNEL_DAYS - 1 }), timeZone), to: end };
}

/** What became of the people whom each source brought within some time, those with the most sign-ups first. */
export async function readFunnel(
  { db }: Pick<App, 'db'>,
  { id, timeZone }: Place,
  range: Range,
): Promise<Funnel> {
  const [signUps, days] = await Promise.all([
    countSignUps(db, id, range),
    countDays(db, id, { ...range, timeZone }),
  ]);
  const groups = groupByKey([...signUps, ...days]);
  const ranked = [...groups.entries()]
    .filter(([key]) => key !== OTHERS)
    .toSorted(([, one], [, other]) => other.signedUp - one.signedUp || other.shown - one.shown);
  const own = ranked.slice(0, SOURCES_SHOWN);
  const rest = [...ranked.slice(SOURCES_SHOWN).map(([, group]) => group), groups.get(OTHERS) ?? []].flat();
  const titles = new Map(
    (
      await listTitles(
        db,
        id,
        own.map(([key]) => key),
      )
    ).map((one) => [one.key, one]),
  );
  return {
    ...range,
    rows: [
      ...own.map(([key, group]) => {
        const { title = null, url = null } = titles.get(key) ?? {};
        const source = (url && tidyPageAddress(url)) || group.source;
        return { source, title, url, ...stepsOf([group]) };
      }),
      ...(rest.length > 0 ? [{ source: OTHERS, title: null, url: null, ...stepsOf(rest) }] : []),
    ],
    total: stepsOf([...groups.values()]),
  };
}

type Group = Omit<SourceCounts, 'source'> & { source: string };
const COUNTED = ['shown', 'signedUp', 'mailed', 'confirmed', 'bounced', 'expired', 'waiting'] as const;

/** One for all spellings of a page's address; it is called as most of them spell it. */
function groupByKey(counts: SourceCounts[]): Map<string, Group> {
  const groups = new Map<string, Group & { most: number }>();
  for (const count of counts) {
    const source = sourceOf(count.source);
    const key = keyOf(source);
    const weight = count.signedUp + count.shown;
    const known = groups.get(key);
    if (!known) {
      groups.set(key, { ...count, source, most: weight });
      continue;
    }
    for (const name of COUNTED) known[name] += count[name];
    if (weight > known.most) Object.assign(known, { source, most: weight });
  }
  return groups;
}

function stepsOf(groups: Omit<SourceCounts, 'source'>[]): FunnelSteps {
  const sum = (name: (typeof COUNTED)[number]) => groups.reduce((total, group) => total + group[name], 0);
  return {
    shown: sum('shown'),
    signedUp: sum('signedUp'),
    mailed: sum('mailed'),
    confirmed: sum('confirmed'),
    lost: { bounced: sum('bounced'), expired: sum('expired'), waiting: sum('waiting') },
  };
}
