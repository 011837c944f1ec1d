import { expect, test } from 'vitest';
import { fillSlots } from '../../src/emails/index.ts';
import { slot, withoutMarkers } from '../../src/emails/compile/slots.ts';

const compiled = {
  subject: 'Hello',
  html: `<a href="${slot('unsubscribeUrl')}">leave</a> <a href="${slot('preferencesUrl')}">choose</a> ${slot('unsubscribeUrl')}`,
  text: `leave ${slot('unsubscribeUrl')} choose ${slot('preferencesUrl')}`,
};

test('Every place of a slot gets the value: escaped in HTML, as it is in the text', () => {
  const filled = fillSlots(compiled, {
    unsubscribeUrl: 'https://a.example/?a=1&b="<\'>',
    preferencesUrl: 'https://a.example/p',
  });
  expect(filled).toEqual({
    subject: 'Hello',
    html: '<a href="https://a.example/?a=1&amp;b=&quot;&lt;&#39;&gt;">leave</a> <a href="https://a.example/p">choose</a> https://a.example/?a=1&amp;b=&quot;&lt;&#39;&gt;',
    text: 'leave https://a.example/?a=1&b="<\'> choose https://a.example/p',
  });
});

test.each(['$&', '$1', '\\', '{{ x }}', '%s', slot('preferencesUrl'), '😀'])(
  'The value %s is put in literally and opens no further slot',
  (value) => {
    expect(fillSlots({ subject: '', html: '', text: `[${slot('a')}]` }, { a: value }).text).toBe(
      `[${value}]`,
    );
  },
);

test('Readers do not see each other’s values', () => {
  const fill = (id: number) =>
    fillSlots(compiled, { unsubscribeUrl: `u${id}`, preferencesUrl: `p${id}` }).text;
  expect([1, 2, 1].map(fill)).toEqual(['leave u1 choose p1', 'leave u2 choose p2', 'leave u1 choose p1']);
});

test('A compiled email survives JSON', () => {
  const values = { unsubscribeUrl: 'u', preferencesUrl: 'p' };
  expect(fillSlots(JSON.parse(JSON.stringify(compiled)), values)).toEqual(fillSlots(compiled, values));
});

test('A slot without a value stops the email instead of leaving a hole, also for names that every object has', () => {
  for (const name of ['missing', 'constructor', 'toString'])
    expect(() => fillSlots({ subject: '', html: slot(name), text: '' }, {})).toThrow(
      expect.objectContaining({ code: 'slot-without-value' }),
    );
});

test.each(['a\r\nb', 'a\nb', 'a\0b'])('A value with control characters is refused (HDR-08)', (value) => {
  expect(() => fillSlots({ subject: '', html: slot('a'), text: '' }, { a: value })).toThrow(
    expect.objectContaining({ code: 'bad-slot-value' }),
  );
});

test('Text that looks like a slot loses what makes it one', () => {
  expect(withoutMarkers(`x${slot('unsubscribeUrl')}y`)).toBe('xunsubscribeUrly');
});
