const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of Greenwich; RFC 822 section 5.1 and names seen in feeds. */
const ZONES: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 60,
  west: 60,
  cet: 60,
  mez: 60,
  cest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  ist: 330,
  sgt: 480,
  hkt: 480,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  hst: -600,
};

const RFC_822 =
  /^(?:[a-z.]+,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z.]*,?[\s-]+(\d{2,4})(?:[\s,]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.:]\d+)?)?\s*([ap]m)?)?\s*(.*)$/i;
const RFC_3339 =
  /^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[t\s]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s*(.*))?)?)?$/i;
const ASCTIME =
  /^[a-z]{3,9},?\s+([a-z]{3})[a-z]*\s+(\d{1,2}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([a-z]{2,5})?\s+(\d{4})$/i;

/**
 * The moment that a feed means (FED-14): RFC 822 with its odd forms (wrong weekday, two-digit year, zone names), RFC
 * 3339 and ISO 8601, asctime. Undefined when it is no date at all or an impossible one.
 */
export function readDate(text: string | undefined): Date | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed.length > 60) return undefined;
  return readRfc3339(trimmed) ?? readRfc822(trimmed) ?? readAsctime(trimmed);
}

function readRfc3339(text: string): Date | undefined {
  const match = RFC_3339.exec(text);
  if (!match) return undefined;
  const [, year, month = '1', day = '1', hour, minute, second, fraction = '', zone = ''] = match;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  return moment([year, Number(month) - 1, day, hour, minute, second, milliseconds], zone);
}

function readRfc822(text: string): Date | undefined {
  const match = RFC_822.exec(text);
  if (!match) return undefined;
  const [, day, month = '', year = '', hour, minute, second, half, zone = ''] = match;
  const shift = half === undefined ? 0 : (half.toLowerCase() === 'pm' ? 12 : 0) - (hour === '12' ? 12 : 0);
  const hours = hour === undefined ? undefined : Number(hour) + shift;
  return moment([fullYear(year), monthOf(month), day, hours, minute, second, 0], zone);
}

function readAsctime(text: string): Date | undefined {
  const match = ASCTIME.exec(text);
  if (!match) return undefined;
  const [, month = '', day, hour, minute, second, zone = '', year] = match;
  return moment([year, monthOf(month), day, hour, minute, second, 0], zone);
}

type Part = string | number | undefined;
/** Year, month from 0, day, hour, minute, second, millisecond. */
type Parts = [Part, Part, Part, Part, Part, Part, Part];

function moment([...parts]: Parts, zone: string): Date | undefined {
  const offset = offsetOf(zone.trim());
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = parts.map(
    (part) => Number(part ?? 0),
  );
  if (offset === undefined || !(year >= 1970 && year <= 9999 && month <= 11)) return undefined;
  // A leap second counts as the last one before it; 24:00 is midnight.
  const isTime = hour < 24 ? minute <= 59 && second <= 60 : hour === 24 && minute + second === 0;
  if (!isTime || day < 1 || day > daysIn(year, month)) return undefined;
  return new Date(Date.UTC(year, month, day, hour, minute - offset, Math.min(second, 59), millisecond));
}

/** Undefined for what is no zone; a name that nobody knows counts as GMT (RFC 5322 section 4.3). */
function offsetOf(zone: string): number | undefined {
  const numeric = /^(?:[a-z]{1,4})?\s*([+-])(\d{1,2}):?(\d{2})?(?:\s*\([^)]*\))?$/i.exec(zone);
  if (numeric) {
    const [, sign, hours, minutes = '0'] = numeric;
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }
  const name = /^([a-z]{0,5})(?:\s*\([^)]*\))?$/i.exec(zone)?.[1];
  return name === undefined ? undefined : (ZONES[name.toLowerCase()] ?? 0);
}

/** RFC 5322 section 4.3: 00-49 are 2000-2049, 50-99 and three digits count from 1900. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

const monthOf = (name: string) => {
  const index = MONTHS.indexOf(name.toLowerCase());
  return index < 0 ? Number.NaN : index;
};

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
