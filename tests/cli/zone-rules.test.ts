import { expect, test } from 'vitest';
import { checkZoneRules, judgeZoneRules } from '../../src/cli/doctor/examine-zone-rules.ts';
import { createTestApp } from '../support/app/app.ts';

const NOW = new Date('2026-11-29T12:00:00Z');
const says = (rules: Partial<Parameters<typeof judgeZoneRules>[0]>) =>
  judgeZoneRules({ version: '2026c', machine: undefined, otherInDatabase: [], ...rules }, NOW).map(
    (finding) => `${finding.state}: ${finding.says}`,
  )[0];

test('The doctor names the version of the zone rules', () => {
  expect(says({})).toBe('good: Times follow the zone rules 2026c.');
  expect(says({ machine: '2026a' })).toContain('good');
});

test('The doctor warns of zone rules that are older than those of the machine or than a year, or differ from the database', () => {
  expect(says({ machine: '2026f' })).toContain(
    "warning: Times follow Node's zone rules 2026c, and this machine has newer ones (2026f).",
  );
  expect(says({ version: '2025a' })).toContain('more than a year old');
  expect(says({ version: '' })).toContain('of an unknown version');
  expect(says({ otherInDatabase: ['America/Havana'] })).toContain('other times for America/Havana.');
  expect(says({ otherInDatabase: 'a b c d e f g'.split(' ') })).toContain('a, b, c, d, e and 2 more');
});

test('Zones are compared with those of the database over the coming year', async () => {
  const app = await createTestApp();
  const [finding] = await checkZoneRules(app.db, app.now());
  expect(finding).toMatchObject({
    name: 'time zones',
    says: expect.stringContaining(process.versions['tz'] ?? ''),
  });
});
