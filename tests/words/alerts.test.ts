import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  alertMailWords,
  alertSays,
  DESK_LANGUAGES,
  replyOf,
  type AlertNews,
  type SenderRecord,
} from '../../src/words/index.ts';
import { german } from '../../src/words/alerts/de.ts';
import { english } from '../../src/words/alerts/en.ts';

const REPLY = '550 5.7.1 Nicht von Ihnen.';
const CAUSE = { code: 'refused-by-all' as const, params: { reply: REPLY } };
const subject = 'Night trains';

/** At least one alert of each code; more where a parameter changes the sentence. */
const SAMPLES: AlertNews[] = [
  {
    code: 'legacy-alert',
    params: {
      headline: 'A headline',
      about: 'A thing',
      what: 'It happened.',
      advice: 'Do it.',
      reply: REPLY,
    },
  },
  { code: 'send-paused', params: { sendId: 7, subject, cause: CAUSE } },
  { code: 'send-met-refusals', params: { subject, cause: CAUSE } },
  { code: 'send-bounces', params: { subject, bounced: 14, answered: 230, reply: REPLY } },
  { code: 'send-complaints', params: { subject, complained: 3, answered: 900 } },
  { code: 'domain-returns', params: { subject, domain: 'one.example', count: 1, reply: REPLY } },
  { code: 'domain-returns', params: { subject, domain: 'one.example', count: 20, reply: REPLY } },
  { code: 'domain-refuses', params: { subject, domain: 'one.example', count: 20, reply: REPLY } },
  { code: 'transport-out', params: { subject, transport: 'default', via: null, reply: REPLY } },
  { code: 'transport-out', params: { subject, transport: 'default', via: 'second', reply: REPLY } },
  { code: 'send-not-accepted', params: { subject, reply: REPLY } },
  ...[1, 3].map((count): AlertNews => {
    const late = { dueAt: '2026-03-05T05:10:00.000Z', timeZone: 'UTC', before: null };
    return {
      code: 'sends-late',
      params: { sendId: 7, subject, count, reason: { code: 'too-late', params: late } },
    };
  }),
  ...[1, 3].map((count): AlertNews => {
    const span = { from: '2026-03-05T05:10:00.000Z', until: '2026-03-05T10:40:00.000Z', timeZone: 'UTC' };
    return { code: 'sends-held', params: { subject, count, gap: { kind: 'down', ...span } } };
  }),
  {
    code: 'digest-late',
    params: { name: 'Daily digest, 5 March', dueAt: '2026-03-05T05:10:00.000Z', timeZone: 'UTC' },
  },
  {
    code: 'template-fell-back',
    params: { mail: 'digest', fault: { kind: 'include', template: 'digest', line: 3, column: 5 } },
  },
  { code: 'template-fell-back', params: { mail: 'article', fault: null } },
  { code: 'hook-refused', params: { provider: 'Mailgun', refusal: 'wrong-signature' } },
  { code: 'review-unanswered', params: { sendId: 7, subject } },
  ...(['send', 'hold', 'wait'] as const).map((outcome): AlertNews => ({
    code: 'review-without-people',
    params: { sendId: 7, subject, outcome },
  })),
  { code: 'review-mail-refused', params: { subject, reply: REPLY } },
  { code: 'email-held', params: { subject, fault: 'too-hard' } },
  { code: 'email-held', params: { subject, fault: 'broken' } },
  ...[1, 8].map((count): AlertNews => {
    const reason = { code: 'flood' as const, params: { count: 8, limit: 5 } };
    return {
      code: 'articles-held',
      params: { title: 'Ferry', count, groups: [{ titles: ['Ferry', 'Harbour'], more: count - 1, reason }] },
    };
  }),
  { code: 'feed-failing', params: { feed: 'News', url: 'https://site.example/feed', error: null } },
  {
    code: 'feed-gone',
    params: {
      feed: 'News',
      url: 'https://site.example/feed',
      error: { code: 'feed-refused', params: { status: 410 } },
    },
  },
  { code: 'webhook-off', params: { host: 'crm.example', reason: 'failing' } },
  { code: 'webhook-off', params: { host: 'crm.example', reason: 'gone' } },
  { code: 'feed-silent', params: { feed: 'News', url: 'https://site.example/feed' } },
  { code: 'sign-ups-held', params: { isForEverybody: true } },
  { code: 'sign-ups-held', params: { isForEverybody: false } },
  { code: 'sign-ups-crowd', params: { mails: 100 } },
  ...[1, 3].map((count): AlertNews => ({
    code: 'articles-not-mailed',
    params: { title: 'Ferry', count, dueAt: '2026-03-05T05:10:00.000Z', timeZone: 'UTC' },
  })),
  ...(['daily', 'weekly'] as const).map((rhythm): AlertNews => ({
    code: 'digests-empty',
    params: { rhythm, count: rhythm === 'daily' ? 2 : 1, since: '2026-03-05T05:10:00.000Z', timeZone: 'UTC' },
  })),
  { code: 'confirmations-bounce', params: { sent: 20, failed: 14, reply: REPLY } },
  ...[['spf'], ['spf', 'dkim', 'dmarc'], ['domain']].map((records): AlertNews => ({
    code: 'sender-records-gone',
    params: { domain: 'one.example', records: records as SenderRecord[] },
  })),
  ...(['web', 'smtp', 'imap', 'inbound'] as const).map((use): AlertNews => ({
    code: 'certificate-ends',
    params: { use, name: 'one.example:443', endsAt: '2026-03-05T05:10:00.000Z', isOver: use === 'imap' },
  })),
  { code: 'api-key-ends', params: { name: 'Shop', endsAt: '2026-03-05T05:10:00.000Z' } },
  { code: 'disk-fills', params: { host: 'mail1', folder: '/data', freeBytes: 1.4e9, freePercent: 3 } },
];

describe('The sentences of alerts', () => {
  test('are the same ones in every language', () => {
    const codes = Object.keys(english.alerts).sort();
    expect(Object.keys(german.alerts).sort()).toEqual(codes);
    expect([...new Set(SAMPLES.map(({ code }) => code))].sort()).toEqual(codes);
    expect(Object.keys(german.mail)).toEqual(Object.keys(english.mail));
  });

  test.each(DESK_LANGUAGES)('say every parameter, in whole sentences (%s)', (language) => {
    for (const news of SAMPLES) {
      const read = new Set<string>();
      const params = new Proxy(news.params, {
        get(target, name) {
          read.add(String(name));
          return Reflect.get(target, name);
        },
      });
      const { headline, about, what, advice } = alertSays({ ...news, params } as AlertNews, language);
      // The server's reply stands by itself in the mail.
      const told = Object.keys(news.params).filter((name) => name !== 'reply');
      expect([news.code, ...[...read].sort()]).toEqual([news.code, ...told.sort()]);
      for (const text of [what, advice]) expect(text, news.code).toMatch(/^\S.*[.!?\d]$/s);
      for (const text of [headline, about, what, advice])
        expect(text, news.code).not.toMatch(/undefined|null|NaN|\[object|^$| {2}/);
    }
  });

  test('differ between languages, and so does what stands beside them', () => {
    for (const news of SAMPLES.filter(({ code }) => code !== 'legacy-alert'))
      expect(alertSays(news, 'de').what).not.toBe(alertSays(news, 'en').what);
    expect(alertMailWords('de').button).not.toBe(alertMailWords('en').button);
  });

  test('are all used: each code is written somewhere in the source', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.tsx?$/.test(file) && !file.startsWith(path.join('words', 'alerts')),
    );
    const source = files.map((file) => readFileSync(path.join('src', file), 'utf8')).join('\n');
    const codes = Object.keys(english.alerts).filter((code) => code !== 'legacy-alert');
    expect(codes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  });
});

test('The words of a mail server are those of the alert or of what caused it', () => {
  expect(SAMPLES.filter((news) => replyOf(news) === REPLY).map(({ code }) => code)).toEqual([
    'legacy-alert',
    'send-paused',
    'send-met-refusals',
    'send-bounces',
    'domain-returns',
    'domain-returns',
    'domain-refuses',
    'transport-out',
    'transport-out',
    'send-not-accepted',
    'review-mail-refused',
    'confirmations-bounce',
  ]);
});
