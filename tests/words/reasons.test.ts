import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  DESK_LANGUAGES,
  deskLanguageOf,
  REASON_CODES,
  says,
  withWords,
  type Reason,
} from '../../src/words/index.ts';
import { german } from '../../src/words/reasons/de.ts';
import { english } from '../../src/words/reasons/en.ts';

const REPLY = '550 5.7.1 Nicht von Ihnen.';
const GAP = {
  from: '2026-03-05T05:10:00.000Z',
  until: '2026-03-05T10:40:00.000Z',
  timeZone: 'Europe/Berlin',
};

const GONE: Reason = { code: 'row-says-gone', params: { column: 'Status', value: 'left' } };

/** At least one reason of each code; more where a parameter changes the sentence. */
const SAMPLES: { [Code in Reason['code']]: Reason<Code>['params'][] } = {
  legacy: [{ text: 'As somebody wrote it.' }],
  'not-accepted': [
    ...(['mailbox', 'reader', 'relay', 'size', 'content', 'later', 'unclear', 'silence'] as const).map(
      (fault) => ({ state: 'rejected' as const, fault }),
    ),
    { state: 'expired', fault: 'later' },
    { state: 'deferred', fault: 'later' },
    { state: 'deferred', fault: 'silence' },
    { state: 'unknown', fault: 'silence' },
  ],
  'row-too-wide': [{}],
  'row-without-address': [{}],
  'row-unnamed-cell': [{ column: 3 }],
  'row-name-too-long': [{ limit: 100 }],
  'row-address-too-long': [{ limit: 254 }],
  'row-address-controls': [{}],
  'row-several-addresses': [{}],
  'row-not-an-address': [{}],
  'row-open-quote': [{}],
  'row-odd-quotes': [{}],
  'row-not-an-object': [{}],
  'row-says-gone': [
    { column: 'Status', value: 'left' },
    { column: 'Status', value: '' },
    { column: 'Status', value: null },
  ],
  'row-unknown-value': [{ column: 'Status', value: 'perhaps' }],
  'row-unknown-topics': [{ topics: ['Chess', 'Go'] }],
  'row-ended-reader': [{ because: GONE }],
  'row-came-back': [{ because: GONE }],
  'row-reads-other-topic': [{ because: GONE }],
  'row-twice': [{}],
  'row-other-says-gone': [{}],
  'row-unsubscribed': [{}],
  'row-bounced': [{}],
  'row-complained': [{}],
  'row-never-again': [{}],
  'row-erased': [{}],
  'row-blocked': [{}],
  'row-left-elsewhere': [{}],
  'row-known': [{}],
  'row-overtaken': [{}],
  'file-without-addresses': [{}],
  'file-heading-broken': [{ line: 1, because: { code: 'row-open-quote', params: {} } }],
  'file-mixed-encodings': [{}],
  'file-json-without-list': [{}],
  'file-line-too-long': [{ line: 2, limit: 1_000_000 }],
  'file-json-too-deep': [{}],
  'file-json-too-long': [{}],
  'file-of-other-kind': (
    [
      'workbook',
      'old-workbook',
      'gzip',
      'bzip2',
      'xz',
      '7-zip',
      'rar',
      'pdf',
      'sqlite',
      'rtf',
      'picture',
      'postgresql-dump',
      'web-page',
      'xml',
      'database-dump',
      'sql',
      'mail',
    ] as const
  ).map((kind) => ({ kind })),
  'import-stopped': [{}],
  'read-without-heading': [{}],
  'read-columns': [{ columns: [{ column: 'Mail', takenAs: 'email' }] }],
  'read-unused': [{ columns: ['Shoe size'] }],
  'read-left-out': [{ columns: ['Shoe size'] }],
  'read-all-as-readers': [{}],
  'read-topics-unasked': [{ columns: ['Interests'] }],
  'read-odd-moments': [
    { rows: 1, example: '99.99.2024', lines: [4] },
    { rows: 5, example: '99.99.2024', lines: [4, 7] },
  ],
  'read-odd-ways': [
    { column: 'Frequency', rows: 1, example: 'monthly', lines: [4] },
    { column: 'Frequency', rows: 5, example: 'monthly', lines: [4, 7] },
  ],
  'read-unknown-topics': [
    { topics: [{ name: 'Chess', rows: 2 }], more: 0 },
    { topics: [{ name: 'Chess', rows: 2 }], more: 3 },
  ],
  'no-postal-address': [{}],
  'preparation-failed': [{}],
  'email-failed-once': [{ fault: 'too-hard' }, { fault: 'broken' }],
  'email-failed': [{ fault: 'too-hard' }, { fault: 'broken' }],
  'article-withdrawn': [{}],
  'article-held': [{ because: { code: 'held-by-editor', params: {} } }],
  'send-refused-for-now': [{ reply: REPLY }],
  gap: [
    { kind: 'down', ...GAP },
    { kind: 'older', ...GAP },
    { kind: 'copied', ...GAP },
    { kind: 'restored', ...GAP },
  ],
  'held-for-gap': [
    { kind: 'down', ...GAP, before: null },
    { kind: 'older', ...GAP, before: { code: 'in-doubt', params: { reply: REPLY } } },
  ],
  'letter-faulty': [
    { faults: [{ kind: 'empty' }] },
    { faults: [{ kind: 'too-deep' }] },
    { faults: [{ kind: 'too-long', kilobytes: 12 }] },
    ...(['name', 'links', 'address', 'none', 'in-address'] as const).map((advice) => ({
      faults: [
        { kind: 'placeholder', field: 'subject', line: 1, found: '*|FNAME|*', advice } as const,
        { kind: 'placeholder', field: 'markdown', line: 3, found: '%%user%%', advice } as const,
      ],
    })),
  ],
  'too-late': [null, { code: 'no-postal-address', params: {} } as const].map((before) => ({
    dueAt: '2026-03-05T05:10:00.000Z',
    timeZone: 'Europe/Berlin',
    before,
  })),
  'in-review': [{ onSilence: 'send' }, { onSilence: 'hold' }],
  'review-held': [{}],
  'review-unanswered': [{}],
  'second-person': [{ readers: 47_894, limit: 10_000 }],
  'nothing-to-correct': [{}],
  'digest-not-planned': [{}],
  'feeds-unread': [
    { titles: ['News'], more: 0 },
    { titles: ['News', 'Sport'], more: 2 },
  ],
  'pages-unread': [
    { titles: ['Night trains'], more: 0 },
    { titles: ['Night trains', 'Low water'], more: 2 },
  ],
  'introduction-left-out': [{}],
  'digest-empty': [
    { titles: ['Night trains'], more: 0 },
    { titles: ['Night trains', 'Low water'], more: 3 },
  ],
  'articles-left-out': [
    { titles: ['Night trains'], more: 0 },
    { titles: ['Night trains', 'Low water'], more: 3 },
  ],
  'sent-since-backup': [{ at: '2026-03-05T05:10:00.000Z', timeZone: 'Europe/Berlin' }],
  'cancelled-since-backup': [{}],
  'unscheduled-since-backup': [{}],
  dropped: [{}],
  'dropped-as-sent': [{}],
  'server-unusable': [
    { reply: REPLY, via: null },
    { reply: null, via: 'second' },
  ],
  'warm-up-full': [
    { transport: 'default', limit: 30, via: null },
    { transport: 'default', limit: 30, via: 'second' },
  ],
  'slow-server': [{ perMinute: 40, reply: REPLY }],
  'bounces-high': [{ bounced: 14, answered: 230 }],
  'first-few': [
    { minutes: 1, until: null, timeZone: GAP.timeZone },
    { minutes: 30, until: null, timeZone: GAP.timeZone },
    { minutes: 30, until: GAP.until, timeZone: GAP.timeZone },
  ],
  'complaints-high': [{ complained: 3, answered: 900 }],
  'many-complaints': [{ complained: 3, answered: 900 }],
  'domains-return': [
    { groups: [{ domain: 'one.example', count: 1, reply: REPLY }] },
    { groups: [{ domain: 'two.example', count: 9, reply: '554 No' }] },
  ],
  'domains-refuse': [
    {
      groups: [
        { domain: 'one.example', count: 7, reply: REPLY },
        { domain: 'two.example', count: 9, reply: '554 No' },
      ],
    },
  ],
  'tls-off': [{}],
  'certificates-unchecked': [{}],
  'endpoint-without-tls': [{}],
  'exim-queues': [{ messages: 10 }],
  'clocks-skip': [{ timeZone: 'Europe/Berlin', at: '02:30', moved: '03:30' }],
  'clocks-repeat': [{ timeZone: 'Europe/Berlin', at: '02:30' }],
  flood: [
    { count: 9, limit: 5 },
    { count: 1, limit: 5 },
    { count: null, limit: null },
  ],
  'gone-from-feed': [{}],
  'gone-from-site': [{}],
  'feed-removed': [{}],
  'maybe-known': [{ title: 'Bridge opens' }],
  'date-unread': [{}],
  'date-missing': [{}],
  'dated-long-ago': [{}],
  'far-future': [{}],
  'members-only': [{}],
  garbled: [{}],
  'held-by-editor': [{}],
  'refused-by-all': [{ reply: REPLY }],
  'refused-since': [
    { domain: null, reply: REPLY },
    { domain: 'one.example', reply: REPLY },
  ],
  'in-doubt': [{ reply: REPLY }],
  'too-large': [{ reply: REPLY }],
  'many-bounces': [{ bounced: 14, answered: 230, reply: REPLY }],
  'many-doubted-bounces': [
    { bounced: 14, answered: 230, domain: null, reply: REPLY },
    { bounced: 14, answered: 230, domain: 'one.example', reply: REPLY },
  ],
  'many-refusals': [
    { refused: 14, answered: 230, domain: null, reply: REPLY },
    { refused: 14, answered: 230, domain: 'one.example', reply: REPLY },
  ],
  'address-unusable': [{}],
  'address-forbidden': [{}],
  'server-unknown': [{}],
  'server-unreachable': [{}],
  'server-too-slow': [{}],
  'feed-too-large': [{ megabytes: 10 }],
  'endless-redirects': [{}],
  'answer-unreadable': [{}],
  'feed-refused': [404, 410, 403, 429, 503, 418].map((status) => ({ status })),
  'empty-document': [{}],
  'feed-cut-off': [{}],
  'feed-broken': [{}],
  'feed-too-hard': [{}],
  'no-feed': [{}],
  'other-file': [{ kind: 'pdf' }, { kind: 'picture' }, { kind: 'archive' }, { kind: 'recording' }],
  'php-source': [{}],
  'other-json': [{}],
  'broken-json': [
    { isFeed: true, isCut: true },
    { isFeed: false, isCut: false },
  ],
  'robot-check': [{}],
  'sign-in-page': [{}],
  'web-page': [
    { isShownFeed: true, feeds: [] },
    { isShownFeed: false, feeds: [] },
    { isShownFeed: false, feeds: ['https://a.example/1', 'https://a.example/2'] },
  ],
  'feed-list': [{ feeds: [] }, { feeds: ['https://a.example/1'] }],
  'site-map': [{}],
  'error-document': [{ said: null }, { said: 'AccessDenied' }],
  'other-xml': [{ root: 'svg' }],
  'feed-cut-short': [{}],
  'items-unread': [{ shown: 500, unread: 20 }],
  'few-items': [{ shown: 10 }],
  'no-dates': [{}],
  'not-composed': [{ error: 'Invalid header' }],
};

const samples = Object.entries(SAMPLES).flatMap(([code, all]) =>
  all.map((params) => ({ code, params }) as Reason),
);

/** Notes the names of the parameters that are read. */
const watched = <Params extends object>(params: Params, read: Set<string>): Params =>
  new Proxy(params, {
    get(target, name) {
      read.add(String(name));
      return Reflect.get(target, name);
    },
    ownKeys: (target) => Reflect.ownKeys(target),
  });

function paramsReadBy(code: string, language: (typeof DESK_LANGUAGES)[number]): string[] {
  const read = new Set<string>();
  for (const sample of samples.filter((one) => one.code === code))
    says({ ...sample, params: watched(sample.params, read) } as Reason, language);
  return [...read].sort();
}

describe('The sentences of reasons', () => {
  test('are the same ones in every language', () => {
    const codes = ({ reasons, causes }: typeof english) => [...Object.keys(reasons), ...Object.keys(causes)];
    expect(codes(german).sort()).toEqual(codes(english).sort());
    expect(Object.keys(SAMPLES).sort()).toEqual(codes(english).sort());
  });

  test.each(REASON_CODES)('say every parameter of %s, in every language', (code) => {
    const known = new Set(
      samples.filter((one) => one.code === code).flatMap((one) => Object.keys(one.params)),
    );
    for (const language of DESK_LANGUAGES)
      expect([language, ...paramsReadBy(code, language)]).toEqual([language, ...[...known].sort()]);
  });

  test.each(DESK_LANGUAGES)('are whole sentences without gaps (%s)', (language) => {
    for (const sample of samples) {
      const text = says(sample, language);
      expect(text, sample.code).toMatch(/^\S.*[.!?]$/s);
      expect(text, sample.code).not.toMatch(/undefined|null|NaN|\[object| {2}|\.\./);
    }
  });

  test('differ between languages, and from each other', () => {
    const english = samples.map((sample) => says(sample, 'en'));
    const german = samples.map((sample) => says(sample, 'de'));
    expect(new Set([...english, ...german]).size).toBe(2 * samples.length - SAMPLES.legacy.length);
  });

  test('are all used: each code is written somewhere in the source', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.tsx?$/.test(file) && !file.startsWith(path.join('words', 'reasons')),
    );
    const source = files.map((file) => readFileSync(path.join('src', file), 'utf8')).join('\n');
    const used = (code: string) => source.includes(`'${code}'`);
    // Rows from before reasons had codes; only the migration writes it.
    expect(REASON_CODES.filter((code) => code !== 'legacy' && !used(code))).toEqual([]);
  });
});

test('The words of a mail server are told as it said them', () => {
  for (const language of DESK_LANGUAGES)
    for (const sample of samples)
      if ('reply' in sample.params && sample.params.reply !== null)
        expect(says(sample, language)).toContain(sample.params.reply);
});

test('A reason is told in English and in German', () => {
  const late: Reason = {
    code: 'too-late',
    params: { dueAt: '2026-03-05T05:10:00.000Z', timeZone: 'Europe/Berlin', before: null },
  };
  expect(says(late)).toContain('5 Mar 2026, 06:10 CET');
  expect(says(late, 'de')).toContain('am 5. März 2026, 06:10 MEZ fällig');
  expect(['de', 'de-AT', 'en-GB', 'fr'].map(deskLanguageOf)).toEqual(['de', 'de', 'en', 'en']);
});

test('What leaves for people has words for every reason in it, and nothing else changes', () => {
  const reason: Reason = { code: 'dropped', params: {} };
  const at = new Date();
  const inside: Reason = { code: 'held-for-gap', params: { kind: 'down', ...GAP, before: reason } };
  expect(
    withWords({ data: [{ id: 1, at, reason, code: 'other', params: [] }, { reason: inside }, null] }),
  ).toEqual({
    data: [
      { id: 1, at, reason: { ...reason, says: says(reason) }, code: 'other', params: [] },
      { reason: { ...inside, says: says(inside) } },
      null,
    ],
  });
});
