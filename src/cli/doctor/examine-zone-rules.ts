import { readFileSync } from 'node:fs';
import type { Db } from '../../platform/database.ts';
import { zoneOffset } from '../../platform/dates/zones.ts';
import { readZoneOffsets } from '../../platform/installation.ts';
import type { Finding } from './finding.ts';

const DAY_MS = 24 * 3600 * 1000;
/** Rules older than this lack what governments decided since. */
const OLD_MS = 365 * DAY_MS;
/** So far ahead letters are scheduled; clocks change in the days between. */
const SAMPLES = 40;
const SAMPLE_MS = 10 * DAY_MS;
const NAMED = 5;
const MACHINE_RULES = '/usr/share/zoneinfo/tzdata.zi';

export interface ZoneRules {
  /** Of Node, which every time of ours follows: `2026c`. */
  version: string;
  /** Of this machine, when it says so. */
  machine: string | undefined;
  /** Zones in which the database has another time at some moment of the coming year. */
  otherInDatabase: string[];
}

/** Whether the rules of time zones are of today: by their version, by those of this machine and of the database. */
export async function checkZoneRules(db: Db, now: Date): Promise<Finding[]> {
  return judgeZoneRules(
    {
      version: process.versions['tz'] ?? '',
      machine: machineRules(),
      otherInDatabase: await otherZones(db, now),
    },
    now,
  );
}

export function judgeZoneRules({ version, machine, otherInDatabase }: ZoneRules, now: Date): Finding[] {
  const name = 'time zones';
  const faults: string[] = [];
  if (machine !== undefined && machine > version) faults.push(`this machine has newer ones (${machine})`);
  if (now.getTime() - releaseOf(version) > OLD_MS) faults.push('they are more than a year old');
  if (otherInDatabase.length > 0) {
    const more = otherInDatabase.length > NAMED ? ` and ${otherInDatabase.length - NAMED} more` : '';
    faults.push(`the database has other times for ${otherInDatabase.slice(0, NAMED).join(', ')}${more}`);
  }
  if (faults.length === 0) return [{ name, state: 'good', says: `Times follow the zone rules ${version}.` }];
  return [
    {
      name,
      state: 'warning',
      says: `Times follow Node's zone rules ${version || 'of an unknown version'}, and ${faults.join('; ')}. Clocks may change on other days than the rules know: update Node.`,
    },
  ];
}

/** About when a version came out: the letters count through the year. */
function releaseOf(version: string): number {
  const [, year, letter = 'a'] = /^(\d{4})([a-z])?/.exec(version) ?? [];
  if (year === undefined) return 0;
  return Date.UTC(Number(year), Math.min(11, (letter.charCodeAt(0) - 'a'.charCodeAt(0)) * 3), 1);
}

function machineRules(): string | undefined {
  try {
    return /^# version (\d{4}[a-z]+)/.exec(readFileSync(MACHINE_RULES, 'utf8').slice(0, 100))?.[1];
  } catch {
    return undefined;
  }
}

/** PostgreSQL does not tell the version of its rules, so its times are compared. */
async function otherZones(db: Db, now: Date): Promise<string[]> {
  const moments = Array.from(
    { length: SAMPLES },
    (_none, step) => new Date(now.getTime() + step * SAMPLE_MS),
  );
  const zones = await readZoneOffsets(db, Intl.supportedValuesOf('timeZone'), moments);
  return zones
    .filter(({ zone, offsets }) => {
      const ours = zoneOffset(zone);
      return offsets.some((offset, step) => offset !== ours(moments[step]?.getTime() ?? 0));
    })
    .map(({ zone }) => zone);
}
