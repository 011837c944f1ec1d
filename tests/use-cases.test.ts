import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LEAVE_A_LINE, LEAVE_NONE } from './support/app/use-cases.ts';

/** Names that only read, by our own convention: a use case that reads is not listed. */
const READS =
  /^(find|get|list|count|view|is|has|read|show|check|can|explain|describe|preview|foresee|export|limitOf)([A-Z]|$)/;
/** A use case takes the App first. */
const TAKES_APP = /^(async )?(function \w+)?\s*\(?\s*(app\b|\{[^}]*\bdb\b)/;

async function useCases(): Promise<string[]> {
  const rooms = readdirSync('src').filter((room) => existsSync(`src/${room}/index.ts`));
  const doors = await Promise.all(
    rooms.map(async (room) => (await import(`../src/${room}/index.ts`)) as Record<string, unknown>),
  );
  return doors
    .flatMap((door) => Object.entries(door))
    .filter(
      ([name, value]) => typeof value === 'function' && !READS.test(name) && TAKES_APP.test(String(value)),
    )
    .map(([name]) => name);
}

test('Every use case that changes something is listed: it leaves a line in the audit log, or needs none for a reason', async () => {
  const listed: string[] = [...LEAVE_A_LINE, ...Object.values(LEAVE_NONE).flat()];
  const found = await useCases();
  expect(found.filter((name) => !listed.includes(name))).toEqual([]);
  expect(listed.filter((name) => !found.includes(name))).toEqual([]);
  expect(found.length).toBeGreaterThan(80);
});
