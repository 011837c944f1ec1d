import type { DayOrder } from '../../platform/dates/day-order.ts';
import { isTimeZone } from '../../platform/time-zone.ts';
import type { Rhythm } from '../../rhythms/index.ts';
import { readMoment } from './read-moment.ts';
import { plainName } from './words-of.ts';

/** What a column may say of how somebody gets mail. */
export type WaysField =
  | 'rhythm'
  | 'rhythm-chosen-at'
  | 'time-zone'
  | 'local-hour'
  | 'busy-day-cap'
  | 'paused-until';

/** Names of such columns, ours and those of other programs, as `plainName` writes them. */
export const WAYS_NAMES = new Map<string, WaysField>([
  ...names('rhythm', 'rhythm rhythmus frequency emailfrequency mailfrequency digestfrequency sendfrequency'),
  ...names('rhythm', 'frequenz haufigkeit frequence frecuencia'),
  ...names('rhythm-chosen-at', 'rhythmchosenat'),
  ...names('time-zone', 'timezone tz zeitzone fuseauhoraire zonahoraria'),
  ...names('local-hour', 'localhour sendhour digesthour'),
  ...names('busy-day-cap', 'busydaycap'),
  ...names('paused-until', 'pauseduntil'),
]);

function names(field: WaysField, list: string): [string, WaysField][] {
  return list.split(' ').map((name) => [name, field]);
}

/** What the list of columns calls them. */
export const WAYS_TAKEN: Record<WaysField, string> = {
  rhythm: 'rhythm',
  'rhythm-chosen-at': 'rhythm was chosen',
  'time-zone': 'time zone',
  'local-hour': 'hour of digests',
  'busy-day-cap': 'single mails a day',
  'paused-until': 'end of a pause',
};

/** How a row says that somebody gets mail. */
export interface RowWays {
  rhythm?: Rhythm;
  timeZone?: string;
  localHour?: number;
  busyDayCap?: number;
  /** ISO 8601. */
  pausedUntil?: string;
}

export interface WaysColumn {
  at: number;
  column: string;
  field: WaysField;
}

/** A cell that says something of this kind which is not understood. */
export interface OddWay {
  column: string;
  cell: string;
}

/** What the cells of a row say; what is not understood is named, and the reader gets what the publication gives. */
export function readWays(
  columns: WaysColumn[],
  cells: string[],
  { order, now }: { order: DayOrder | undefined; now: Date },
): { ways: RowWays | undefined; oddWays: OddWay[] } {
  const ways: RowWays = {};
  const oddWays: OddWay[] = [];
  for (const { at, column, field } of columns) {
    const cell = cells[at]?.trim() ?? '';
    if (cell === '' || field === 'rhythm-chosen-at') continue;
    const found = field === 'paused-until' ? readPause(cell, order, now) : READ[field](cell);
    if (found) Object.assign(ways, found);
    else oddWays.push({ column, cell });
  }
  // Our own lists say of whom the rhythm was only the default.
  const chosen = columns.find(({ field }) => field === 'rhythm-chosen-at');
  if (chosen && (cells[chosen.at] ?? '').trim() === '') delete ways.rhythm;
  return { ways: Object.keys(ways).length > 0 ? ways : undefined, oddWays };
}

const READ: Record<
  Exclude<WaysField, 'paused-until' | 'rhythm-chosen-at'>,
  (cell: string) => RowWays | undefined
> = {
  rhythm(cell) {
    const rhythm = RHYTHM_WORDS.get(plainName(cell));
    return rhythm && { rhythm };
  },
  'time-zone': (cell) => (cell.length <= 60 && isTimeZone(cell) ? { timeZone: cell } : undefined),
  'local-hour'(cell) {
    const [, hour] = /^(\d{1,2})(?::00)?$/.exec(cell) ?? [];
    return hour !== undefined && Number(hour) < 24 ? { localHour: Number(hour) } : undefined;
  },
  'busy-day-cap': (cell) =>
    /^\d{1,2}$/.test(cell) && Number(cell) <= 50 ? { busyDayCap: Number(cell) } : undefined,
};

/** A pause that is over is none. */
function readPause(cell: string, order: DayOrder | undefined, now: Date): RowWays | undefined {
  const moment = readMoment(cell, order);
  if (!moment) return undefined;
  return moment > now ? { pausedUntil: moment.toISOString() } : {};
}

/** Words of ours and of other programs, as `plainName` writes them. */
const RHYTHM_WORDS = new Map<string, Rhythm>([
  ...words(
    'each',
    'each every eacharticle everyarticle everypost immediate immediately instant instantly realtime single sofort einzeln jederartikel immediat inmediato',
  ),
  ...words('daily', 'daily day onceaday dailydigest taglich tagesuberblick quotidien diario giornaliero'),
  ...words(
    'weekly',
    'weekly week onceaweek weeklydigest wochentlich wochenuberblick hebdomadaire semanal settimanale',
  ),
]);

function words(rhythm: Rhythm, list: string): [string, Rhythm][] {
  return list.split(' ').map((word) => [word, rhythm]);
}
