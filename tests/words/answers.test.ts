import { describe, expect, test } from 'vitest';
import { answerSays, DESK_LANGUAGES, type Answer, type Reason } from '../../src/words/index.ts';
import type { Answers } from '../../src/words/reasons/answers.ts';
import { germanAnswers } from '../../src/words/reasons/answers-de.ts';
import { englishAnswers } from '../../src/words/reasons/answers-en.ts';

const HELD: Reason = { code: 'members-only', params: {} };
const FAULT: Reason = { code: 'server-unusable', params: { reply: '421 Not now', via: null } };
const AT = { at: '2026-03-05T05:10:00.000Z', timeZone: 'Europe/Berlin' };
const UNDATED = { at: null, timeZone: 'Europe/Berlin' };
const SINCE = { sendId: 7, frozenAt: '2026-03-05T05:09:00.000Z', ...AT };
const ARTICLE = { held: null, duplicateOf: null, ...AT };
const MESSAGE = { sendId: 7, attempts: 0, reply: null, nextAt: null, ...UNDATED };
const MAIL = { sendId: 7, by: 'single' as const, ...AT };
const TRIED = { sendId: 7, attempts: 2, reply: '451 4.7.1 Later', nextAt: AT.at, ...AT };

/** At least one sample of each sentence; more where a parameter changes it. */
const SAMPLES: { [Code in keyof Answers]: { [Way in keyof Answers[Code]]: Answers[Code][Way][] } } = {
  'unknown-address': { no: [{}] },
  'article-may-go': {
    yes: [AT],
    no: [
      { ...ARTICLE, verdict: 'baseline' },
      { ...ARTICLE, verdict: 'held' },
      { ...ARTICLE, verdict: 'held', held: HELD },
      { ...ARTICLE, verdict: 'future' },
      { ...ARTICLE, verdict: 'too-old' },
      { ...ARTICLE, verdict: 'too-old', at: null },
      { ...ARTICLE, verdict: 'duplicate', duplicateOf: 12 },
      { ...ARTICLE, verdict: 'dismissed' },
    ],
  },
  brought: {
    yes: (['accepted', 'queued', 'deferred', 'unknown'] as const).map((state) => ({
      ...MAIL,
      state,
    })),
    no: (['rejected', 'expired', 'skipped', 'cancelled'] as const).map((state) => ({ ...MAIL, state })),
  },
  shown: {
    no: (['daily', 'weekly', 'busy-day', 'catch-up', 'written'] as const).map((by) => ({ ...MAIL, by })),
  },
  'already-due': {
    no: [
      { by: 'single', sendId: null, why: null, ...UNDATED },
      { by: 'daily', sendId: 7, why: 'rhythm', ...AT },
      { by: 'catch-up', sendId: 7, why: 'paused', ...AT },
      { by: 'busy-day', sendId: 7, why: 'busy-day', ...AT },
      { by: 'weekly', sendId: 7, why: 'not-sent', ...AT },
      { by: 'single', sendId: 7, why: 'followed', ...AT },
    ],
  },
  'kept-after-pause': { no: [{ most: 50, ...AT }] },
  'joined-before': { no: [{ decidedAt: AT.at, ...AT }] },
  'not-dropped': { no: [AT] },
  'same-as-decided': { no: [AT] },
  'in-digest': {
    yes: [
      { sendId: 7, titles: ['Bridge opens'], corrected: [], counted: 0 },
      { sendId: 7, titles: ['Bridge opens', 'Ferry stays'], corrected: ['Lamps stay on'], counted: 1 },
      { sendId: 7, titles: [], corrected: ['Lamps stay on'], counted: 0 },
    ],
    no: (['nothing-new', 'waits-for-more', 'other-hour', 'left-out'] as const).map((why) => ({
      sendId: 7,
      why,
    })),
  },
  corrected: {
    yes: (['accepted', 'sending'] as const).flatMap((state) =>
      [true, false].map((isDigest) => ({ correctionId: 7, sendId: 8, isDigest, state, ...AT })),
    ),
    no: (
      [
        'cancelled',
        'right-text',
        'never-had',
        'unreachable',
        'not-yet',
        'later-one',
        'next-digest',
        'failed',
        'no-digest',
        'left-out',
      ] as const
    ).map((why) => ({ correctionId: 7, why, until: AT.at, timeZone: AT.timeZone })),
  },
  'send-planned': { yes: [{ sendId: 7, ...AT }], no: [{}] },
  'send-prepared': {
    yes: [
      { sendId: 7, readers: 1, ...AT },
      { sendId: 7, readers: 20, ...AT },
    ],
    no: [
      { sendId: 7, status: 'draft', ...UNDATED },
      { sendId: 7, status: 'scheduled', ...AT },
      { sendId: 7, status: 'preparing', ...AT },
      { sendId: 7, status: 'paused', ...AT },
      { sendId: 7, status: 'cancelled', ...AT },
    ],
  },
  'send-not-stopped': {
    yes: [{ sendId: 7 }],
    no: [
      { sendId: 7, status: 'paused', reason: null },
      { sendId: 7, status: 'held', reason: FAULT },
      { sendId: 7, status: 'cancelled', reason: null },
    ],
  },
  'send-not-waiting': { no: [{ sendId: 7, reason: FAULT }] },
  confirmed: { yes: [AT, UNDATED], no: [AT] },
  'not-unsubscribed': { yes: [{}], no: [AT, UNDATED] },
  'not-bounced': { yes: [{}], no: [{}] },
  'not-complained': { yes: [{}], no: [{}] },
  'not-suppressed': {
    yes: [{}],
    no: [
      { why: 'never-again', isEverywhere: true, ...AT },
      { why: 'bounced', isEverywhere: true, ...AT },
      { why: 'complained', isEverywhere: true, ...AT },
      { why: 'erased', isEverywhere: true, ...AT },
      { why: 'operator', isEverywhere: true, ...AT },
      { why: 'unsubscribed', isEverywhere: false, ...AT },
    ],
  },
  'not-paused': { yes: [{}], no: [{ until: AT.at, timeZone: AT.timeZone }] },
  'under-cap': { yes: [{}], no: [{}] },
  rhythm: {
    yes: [{ rhythm: null }, { rhythm: 'daily' }, { rhythm: 'each', followed: ['Night ferry'] }],
    no: [{ rhythm: 'daily', chosen: 'each' }],
  },
  follows: {
    yes: [{ followed: null }, { followed: [] }, { followed: ['Sport', 'Arts'] }],
    no: [
      { topics: [], chosen: ['Sport'] },
      { topics: ['Arts'], chosen: ['Sport'] },
    ],
  },
  'in-segment': { yes: [{ segment: 'Weekend' }], no: [{ segment: 'Weekend' }, { segment: null }] },
  'in-audience': { yes: [{ sendId: 7, batch: 1, place: 3 }], no: [{ sendId: 7, ...AT }] },
  'in-time': { yes: [{ sendId: 7, ...AT }], no: [SINCE] },
  stayed: { no: [SINCE] },
  'same-topics': { no: [SINCE] },
  'same-as-then': { no: [{ sendId: 7, ...AT }] },
  accepted: {
    yes: [
      { sendId: 7, attempts: 1, reply: null, ...AT },
      { sendId: 7, attempts: 2, reply: '250 Ok', ...AT },
    ],
    no: [
      { ...MESSAGE, state: 'queued' },
      { ...MESSAGE, state: 'sending' },
      { ...TRIED, state: 'deferred' },
      { ...TRIED, state: 'rejected' },
      { ...TRIED, state: 'expired' },
      { ...TRIED, state: 'unknown' },
      { ...MESSAGE, state: 'unknown' },
      { ...MESSAGE, state: 'skipped', ...AT },
      { ...MESSAGE, state: 'never-begun' },
      { ...TRIED, state: 'deferred', reply: 'Waiting for its turn.' },
    ],
  },
  once: { no: [{ sendId: 7 }] },
  'not-returned': {
    no: [
      ...['hard', 'soft', 'sender-fault', 'delayed', 'success', 'auto-reply', 'challenge', 'Reopened'].map(
        (kind) => ({ sendId: 7, type: 'bounce' as const, kind, says: 'Mailbox full', ...AT }),
      ),
      { sendId: 7, type: 'bounce', kind: 'hard', says: '', ...AT },
      { sendId: 7, type: 'complaint', kind: 'complaint', says: '', ...AT },
    ],
  },
};

const samples = Object.entries(SAMPLES).flatMap(([code, ways]) =>
  Object.entries(ways).flatMap(([way, all]) =>
    (all as Answer['params'][]).map((params) => ({ code, holds: way === 'yes', params }) as Answer),
  ),
);

const sentences = (words: typeof englishAnswers) =>
  Object.entries(words)
    .flatMap(([code, ways]) => Object.keys(ways).map((way) => `${code}: ${way}`))
    .sort();

describe('The answers to why a reader got a send or did not', () => {
  test('are the same ones in every language', () => {
    expect(sentences(germanAnswers)).toEqual(sentences(englishAnswers));
    const sampled = samples.map(({ code, holds }) => `${code}: ${holds ? 'yes' : 'no'}`);
    expect([...new Set(sampled)].sort()).toEqual(sentences(englishAnswers));
  });

  test.each(DESK_LANGUAGES)('are whole sentences without gaps, each its own (%s)', (language) => {
    const texts = samples.map((sample) => answerSays(sample, language));
    for (const [index, text] of texts.entries()) {
      expect(text, samples[index]?.code).toMatch(/^\p{Lu}.*[.!?]$/su);
      expect(text, samples[index]?.code).not.toMatch(/undefined|null|NaN|\[object| {2}|\.\./);
    }
    expect(new Set(texts).size).toBe(samples.length);
  });

  test('say every parameter, in every language', () => {
    for (const language of DESK_LANGUAGES)
      for (const { code, holds } of samples) {
        const alike = samples.filter((one) => one.code === code && one.holds === holds);
        const read = new Set<string>();
        for (const sample of alike)
          answerSays(
            {
              ...sample,
              params: new Proxy(sample.params, {
                get: (target, name) => {
                  read.add(String(name));
                  return Reflect.get(target, name);
                },
              }),
            } as Answer,
            language,
          );
        const known = new Set(alike.flatMap(({ params }) => Object.keys(params)));
        expect([language, code, ...[...read].sort()]).toEqual([language, code, ...[...known].sort()]);
      }
  });

  test('tell moments, words of servers and reasons within reasons', () => {
    const refused: Answer = { code: 'accepted', holds: false, params: { ...TRIED, state: 'rejected' } };
    expect(answerSays(refused)).toBe(
      'A mail server refused the message of send 7 for good on 5 Mar 2026, 06:10 CET after 2 tries. It said: 451 4.7.1 Later.',
    );
    expect(answerSays(refused, 'de')).toContain('am 5. März 2026, 06:10 MEZ nach 2 Versuchen endgültig ab');
    const held: Answer = {
      code: 'article-may-go',
      holds: false,
      params: { ...ARTICLE, verdict: 'held', held: HELD },
    };
    expect(answerSays(held)).toBe('The article is held. Only members can read it on the site.');
  });
});
