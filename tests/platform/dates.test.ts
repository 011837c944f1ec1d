import { describe, expect, test } from 'vitest';
import { DATE_LANGUAGES } from '../../src/platform/dates/date-words.ts';
import { orderOf, type DateContext } from '../../src/platform/dates/day-order.ts';
import { readDate } from '../../src/platform/dates/read-date.ts';

const AFTERNOON = '2026-03-10T14:33:00.000Z';
const MIDNIGHT = '2026-03-10T00:00:00.000Z';
const read = (text: string, context?: DateContext) => readDate(text, context)?.toISOString();

describe('A date is read as the feed means it (FED-14): by programs', () => {
  test.each([
    ['Tue, 03 Mar 2026 08:05:06 +0100', '2026-03-03T07:05:06.000Z'],
    ['Mon, 03 Mar 2026 08:05 GMT', '2026-03-03T08:05:00.000Z'],
    ['3 Mar 26 08:05:06 EST', '2026-03-03T13:05:06.000Z'],
    ['03 Mar 2026 08:05:06 UT', '2026-03-03T08:05:06.000Z'],
    ['Tuesday, 03 March 2026 8:05:06 pm PST', '2026-03-04T04:05:06.000Z'],
    ['03-Mar-2026 08:05:06 -0330', '2026-03-03T11:35:06.000Z'],
    ['Tue, 03 Mar 2026 08:05:06 GMT+01:00', '2026-03-03T07:05:06.000Z'],
    ['Tue, 03 Mar 2026 24:00:00 GMT', '2026-03-04T00:00:00.000Z'],
    ['Tue Mar  3 08:05:06 2026', '2026-03-03T08:05:06.000Z'],
    ['2026-03-03T08:05:06Z', '2026-03-03T08:05:06.000Z'],
    ['2026-03-03t08:05:06.123456+05:30', '2026-03-03T02:35:06.123Z'],
    ['2026-03-03 08:05:06', '2026-03-03T08:05:06.000Z'],
    ['20260303T080506Z', '2026-03-03T08:05:06.000Z'],
    ['2026-03-03', '2026-03-03T00:00:00.000Z'],
    ['31 Dec 2016 23:59:60 GMT', '2016-12-31T23:59:59.000Z'],
    ['2026-3-10 14:33:00', AFTERNOON],
    ['2026-3-10T14:33Z', AFTERNOON],
    ['2026-3-10T9:5Z', '2026-03-10T09:05:00.000Z'],
    ['2026/03/10 14:33', AFTERNOON],
    ['2026.03.10 14:33', AFTERNOON],
    ['2026-03-10T14:33:00Z+0100', '2026-03-10T13:33:00.000Z'],
    ['2026-03-10T14:33:00.000+01:00[Europe/Berlin]', '2026-03-10T13:33:00.000Z'],
    ['2026-03-10 14:33:00 America/New_York', '2026-03-10T18:33:00.000Z'],
    ['2026-01-10 14:33:00 America/New_York', '2026-01-10T19:33:00.000Z'],
    ['2026-03-10 14:33:00.123456789 +0100 CET m=+0.0001', '2026-03-10T13:33:00.123Z'],
    ['2026-03-10 14:33:00 +0000 UTC', AFTERNOON],
    ['2026-03-10 02:33 PM EST', '2026-03-10T19:33:00.000Z'],
    ['2026-03-10 14:33:00 −0100', '2026-03-10T15:33:00.000Z'],
    ['2026-W11-2', MIDNIGHT],
    ['2026-069', MIDNIGHT],
    ['2026-069T14:33:00Z', AFTERNOON],
    ['Tue Mar 10 2026 14:33:00 GMT+0100 (CET)', '2026-03-10T13:33:00.000Z'],
    ['Tue Mar 10 2026 14:33:00 GMT+0100 (Central European Standard Time)', '2026-03-10T13:33:00.000Z'],
    ['Tue Mar 10 2026 14:33:00 GMT+0100 (Mitteleuropäische Normalzeit)', '2026-03-10T13:33:00.000Z'],
    ['Tue Mar 10 14:33:00 CET 2026', '2026-03-10T13:33:00.000Z'],
    ['Tue Mar 10 14:33:00 +0100 2026', '2026-03-10T13:33:00.000Z'],
    ['Tue Mar 10 14:33:00 MSK 2026', '2026-03-10T11:33:00.000Z'],
    ['10/Mar/2026:14:33:00 +0100', '2026-03-10T13:33:00.000Z'],
    ['10-MAR-26 02.33.00 PM', AFTERNOON],
    ['Tue,10Mar2026 14:33', AFTERNOON],
    ['1773153180', AFTERNOON],
    ['1773153180.25', AFTERNOON],
    ['1773153180000', AFTERNOON],
    ['@1773153180', AFTERNOON],
    ['/Date(1773153180000+0100)/', AFTERNOON],
    ['20260310143300', AFTERNOON],
    ['"Tue, 10 Mar 2026 14:33:00 GMT"', AFTERNOON],
    ['“2026-03-10 14:33”', AFTERNOON],
    ["'2026-03-10T14:33:00Z'", AFTERNOON],
    ['<time>10 March 2026, 14:33</time>', AFTERNOON],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('A date is read as the feed means it: by people', () => {
  test.each([
    ['May 8, 2012', undefined, '2012-05-08T00:00:00.000Z'],
    ['8. Mai 2012', 'de', '2012-05-08T00:00:00.000Z'],
    ['8. Mai 2012', 'en-US', '2012-05-08T00:00:00.000Z'],
    ['8 mai 2012', undefined, '2012-05-08T00:00:00.000Z'],
    ['March 10th, 2026 2:33 pm', undefined, AFTERNOON],
    ['10 March 2026 at 14:33', undefined, AFTERNOON],
    ['Mar 10, 2026, 2:33:00 PM', undefined, AFTERNOON],
    ['March 10, 2026 2:33 p.m. EDT', undefined, '2026-03-10T18:33:00.000Z'],
    ['Di, 10. Mär 2026 14:33:00 +0100', 'de', '2026-03-10T13:33:00.000Z'],
    ['Di, 10 Mrz 2026 14:33:00 +0100', 'de-DE', '2026-03-10T13:33:00.000Z'],
    ['10. März 2026 um 14.33 Uhr', 'de', AFTERNOON],
    ['mardi 10 mars 2026, 14h33', 'fr', AFTERNOON],
    ['mar. 10 mars 2026', 'fr', MIDNIGHT],
    ['mar., 10 mar. 2026', 'es', MIDNIGHT],
    ['1er février 2026', 'fr', '2026-02-01T00:00:00.000Z'],
    ['10 de março de 2026 às 14:33', 'pt-BR', AFTERNOON],
    ['10.3.2026 klo 14.33', 'fi', AFTERNOON],
    ['10 мар 2026 14:33 MSK', 'ru', '2026-03-10T11:33:00.000Z'],
    ['10 Mart 2026 Salı 14:33', 'tr', AFTERNOON],
    ['5 listopad 2026', 'cs', '2026-11-05T00:00:00.000Z'],
    ['5. listopada 2026.', 'hr', '2026-10-05T00:00:00.000Z'],
    ['5 listopada 2026 r., godz. 17:31', 'pl', '2026-11-05T17:31:00.000Z'],
    ['2026年3月10日', undefined, MIDNIGHT],
    ['2026年3月10日 星期二 下午2:33', 'zh', AFTERNOON],
    ['2026年3月10日(火) 14時33分', 'ja', AFTERNOON],
    ['令和8年3月10日', 'ja', MIDNIGHT],
    ['2026년 3월 10일 오후 2:33', 'ko', AFTERNOON],
    ['١٠ مارس ٢٠٢٦', 'ar', MIDNIGHT],
    ['10 มีนาคม 2569', 'th', MIDNIGHT],
    ['Tue, 10 Mar 2569 14:33:00 GMT', 'th', AFTERNOON],
    ['27.11.2026', undefined, '2026-11-27T00:00:00.000Z'],
    ['2026/11/27', undefined, '2026-11-27T00:00:00.000Z'],
    ['11/27/2026 10:00 AM', undefined, '2026-11-27T10:00:00.000Z'],
    ['10.03.2026', 'de', MIDNIGHT],
    ['10/03/2026', 'en-GB', MIDNIGHT],
    ['03/10/2026', 'en-US', MIDNIGHT],
    ['10-03-2026', 'nl', MIDNIGHT],
    ['Tue, 10/03/2026 14:33', undefined, AFTERNOON],
    ['05/05/2026', undefined, '2026-05-05T00:00:00.000Z'],
  ])('%s (%s)', (text, language, expected) => expect(read(text, { language })).toBe(expected));

  test.each(DATE_LANGUAGES)('each month and each way to write it, in the language %s', (language) => {
    const styles = (['full', 'long', 'medium', 'short'] as const).map(
      (dateStyle) =>
        new Intl.DateTimeFormat(`${language}-u-ca-gregory`, {
          dateStyle,
          timeStyle: 'short',
          timeZone: 'UTC',
        }),
    );
    for (let month = 0; month < 12; month += 1) {
      const date = new Date(Date.UTC(2026, month, 14 + month, 14, 33));
      for (const style of styles)
        expect([style.format(date), read(style.format(date), { language })]).toEqual([
          style.format(date),
          date.toISOString(),
        ]);
    }
  });

  test('the other dates of a document tell whether the day or the month comes first', () => {
    expect(orderOf(['27/11/2026', '10/03/2026'])).toBe('day-first');
    expect(orderOf(['3/27/26 10:00', '10/03/2026'])).toBe('month-first');
    expect(orderOf(['10/03/2026', 'Tue, 27 Nov 2026', '2026-11-27'])).toBeUndefined();
    expect(orderOf(['27/11/2026', '11/27/2026'])).toBeUndefined();
    expect(read('10/03/2026', { order: 'day-first' })).toBe(MIDNIGHT);
    expect(read('10/03/2026', { language: 'en-US', order: 'day-first' })).toBe(MIDNIGHT);
    expect(orderOf(['27.11.2026', '3/27/2026'])).toBe('month-first');
    expect(read('10.03.2026', { order: 'month-first' })).toBe(MIDNIGHT);
    expect(read('10.03.2026', { language: 'en', order: 'day-first' })).toBe(MIDNIGHT);
  });
});

test.each<[string, string?]>([
  ['10/03/2026'],
  ['10/03/2026', 'en'],
  ['5 listopad 2026'],
  ['10 March'],
  ['March 2026'],
  ['10 Mar 2026 – 12 Mar 2026'],
  ['10 March 2026 2:33 sometime'],
  ['12 foo 2026'],
  ['2 hours ago'],
  ['yesterday'],
  [''],
  ['32 Foo 2026'],
  ['30 Feb 2026 10:00 GMT'],
  ['30 février 2026', 'fr'],
  ['2026-13-01'],
  ['2026-02-30T10:00:00Z'],
  ['03 Mar 2026 25:00 GMT'],
  ['0000-00-00T00:00:00Z'],
  ['0000-00-00 00:00:00'],
  ['Mon, 01 Jan 0001 00:00:00 +0000'],
  ['1405/08/06', 'fa'],
  ['12'],
  ['999999999999999999999'],
])('"%s" (%s) is left unread, and never guessed', (text, language) => {
  expect(read(text, { language })).toBeUndefined();
});
