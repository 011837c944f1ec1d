import { describe, expect, test } from 'vitest';
import { newPublication } from '../../src/publications/index.ts';
import { timeZoneField } from '../../src/subscribers/index.ts';

const zoneOfReader = (name: string) => timeZoneField.safeParse(name).success;
const zoneOfPublication = (name: string) => newPublication.shape.timeZone.safeParse(name).success;

describe('A time zone is the same for a publication and for a reader (TIM-02)', () => {
  test.each([
    'Asia/Kolkata',
    'Europe/Kyiv',
    'Asia/Ho_Chi_Minh',
    'America/Nuuk',
    'Asia/Calcutta',
    'Europe/Berlin',
    'UTC',
  ])('%s is one for both', (name) => {
    expect([zoneOfReader(name), zoneOfPublication(name)]).toEqual([true, true]);
  });

  test.each(['+02:00', 'Berlin', 'Europe/Atlantis', ' '])('%j is one for neither', (name) => {
    expect([zoneOfReader(name), zoneOfPublication(name)]).toEqual([false, false]);
  });
});
