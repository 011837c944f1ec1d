/** Minutes east of Greenwich; RFC 822 section 5.1 and names seen in feeds. */
const ZONES = new Map(
  `z 0, ut 0, utc 0, gmt 0, wet 0, bst 60, west 60, ist 330, wat 60, azot -60, cet 60, mez 60, met 60,
   cest 120, mesz 120, mest 120, eet 120, eest 180, sast 120, cat 120, msk 180, мск 180, msd 240,
   trt 180, eat 180, samt 240, yekt 300, omst 360, novt 420, krat 420, irkt 480, yakt 540, vlat 600,
   magt 660, pett 720, gst 240, pkt 300, npt 345, ict 420, wib 420, wita 480, wit 540, sgt 480,
   hkt 480, myt 480, pht 480, awst 480, jst 540, kst 540, acst 570, acdt 630, aest 600, aedt 660,
   nzst 720, nzdt 780, nst -210, ndt -150, ast -240, adt -180, est -300, edt -240, cst -360, cdt -300,
   mst -420, mdt -360, pst -480, pdt -420, akst -540, akdt -480, hst -600, brt -180, brst -120,
   art -180, clt -240, clst -180`
    .split(',')
    .map((zone) => zone.trim().split(' '))
    .map(([name = '', minutes]) => [name, Number(minutes)]),
);

const OFFSET = /(?:\b(?:gmt|utc?|z))?\s*(?<![\d.:])([+-])(\d{1,2})(?::?(\d{2}))?(?![\d./:-])/;
const PLACE = /\b[a-z]+\/[a-z_]+(?:\/[a-z_]+)?\b/;

interface Zone {
  /** Minutes east of Greenwich at that wall time. */
  offsetAt: (wallTime: number) => number;
  /** The text without it. */
  rest: string;
}

/** The zone that a text in small letters names behind a time: an offset, a place, or letters. */
export function takeZone(text: string): Zone | undefined {
  const numeric = OFFSET.exec(text);
  if (numeric) {
    const [found, sign, hours, minutes = '0'] = numeric;
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    // Go, Java and others name the same zone once more.
    const rest = without(text, numeric.index, found.length)
      .replace(PLACE, ' ')
      .replace(/\b[a-z]{1,5}\b/g, (name) => (isZoneName(name) ? ' ' : name));
    return { offsetAt: () => offset, rest };
  }
  const place = PLACE.exec(text);
  if (place && isPlace(place[0])) {
    const rest = without(text, place.index, place[0].length);
    return { offsetAt: (wallTime) => placeOffset(place[0], wallTime), rest };
  }
  // Behind the time: words further away may be anything.
  const name = /^\s*(?:(?:[ap]m|uhr|h)\b\s*)*,?\s*(\p{L}+)/u.exec(text)?.[1];
  if (name === undefined || !isZoneName(name)) return undefined;
  const offset = ZONES.get(name) ?? 0;
  return { offsetAt: () => offset, rest: text.replace(name, ' ') };
}

export const isZoneName = (name: string) => ZONES.has(name);

/** Of an offset or a name alone. Undefined for what is no zone; a name that nobody knows is GMT (RFC 5322 section 4.3). */
export function offsetOf(zone: string): number | undefined {
  const text = zone.toLowerCase().replace(/\s*\([^)]*\)$/, '');
  const numeric = /^(?:[a-z]{1,4})?\s*([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (numeric) {
    const [, sign, hours, minutes = '0'] = numeric;
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }
  if (!/^[a-z]{0,5}$/.test(text)) return undefined;
  return ZONES.get(text) ?? 0;
}

const without = (text: string, index: number, length: number) =>
  `${text.slice(0, index)} ${text.slice(index + length)}`;

function isPlace(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
}

/** The minutes east of Greenwich of a place at a moment. */
export function zoneOffset(timeZone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (moment) =>
    offsetOf(format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? 0;
}

/** In the hour that a change of clocks repeats, the first. */
function placeOffset(timeZone: string, wallTime: number): number {
  const at = zoneOffset(timeZone);
  const early = at(wallTime - 12 * 3_600_000);
  return at(wallTime - early * 60_000);
}
