import { describe, expect, test } from 'vitest';
import {
  composeAlert,
  composeAlreadySubscribed,
  composeConfirmation,
  composeOwnData,
  composeMovedAddress,
  composeNewAddress,
  composePersonLink,
  composeSignInLink,
  composeWelcome,
  systemHeaders,
  type EmailParts,
} from '../../src/emails/index.ts';
import { composeSource } from '../../src/mailers/message/compose-source.ts';
import { takeApart } from '../support/mail/linter-raw.ts';
import { decodeQuotedPrintable } from '../support/readers/readers.ts';
import { aBrand } from '../support/sends/emails.ts';

const NAMES: [string, string][] = [
  ['that begins with “From”', 'From the harbour'],
  ['of three words', 'The Harbour Gazette'],
  ['of 200 letters without a blank that breaks', `From${'\u00A0aus\u00A0dem\u00A0Hafen'.repeat(14)}`],
];
const requestedAt = new Date('2026-11-12T17:30:00Z');
const timeZone = 'America/Argentina/Buenos_Aires';
const url = (of: string) => `https://news.example/${of}/${'x'.repeat(90)}`;
const [preferencesUrl, unsubscribeUrl] = [url('preferences'), url('unsubscribe')];

/** Every kind of notice, with words that are hard to set. */
function noticesOf(name: string, language: string): Record<string, Promise<EmailParts>> {
  const brand = aBrand({ name, language, postalAddress: `${name}\nFrom Street 1\nSpringfield` });
  const topics = ['From Here', 'Sport & Play', name];
  const words = 'From now on the mails wait. '.repeat(12);
  return {
    confirmation: composeConfirmation({
      brand,
      confirmUrl: url('confirm'),
      neverAgainUrl: url('never-again'),
      aboutUrl: 'https://news.example/gazette',
      requestedAt,
      timeZone,
      topics,
      code: '482915',
      codeMinutes: 30,
      linkDays: 7,
    }),
    welcome: composeWelcome({
      brand,
      topics,
      mails: { rhythm: 'weekly', firstAt: requestedAt, timeZone },
      hasTopics: true,
      unsubscribeUrl,
      preferencesUrl,
    }),
    'own-data': composeOwnData({ brand, url: url('your-data'), requestedAt, timeZone }),
    'already-subscribed': composeAlreadySubscribed({
      brand,
      code: '731206',
      codeMinutes: 30,
      preferencesUrl,
      requestedAt,
      timeZone,
    }),
    'new-address': composeNewAddress({
      brand,
      other: 'r•••@e•••.org',
      url: url('address'),
      at: requestedAt,
      timeZone,
      linkDays: 7,
    }),
    'moved-address': composeMovedAddress({
      brand,
      other: 'r•••@e•••.org',
      url: url('keep-address'),
      at: requestedAt,
      timeZone,
      undoUntil: requestedAt,
    }),
    alert: composeAlert({
      brand,
      alert: {
        news: {
          code: 'legacy-alert',
          params: { headline: 'From Ann', about: name, what: words, advice: words, reply: words },
        },
        since: requestedAt,
      },
      timeZone,
      adminUrl: 'https://news.example/admin',
    }),
    invitation: composePersonLink({ brand, kind: 'invitation', url: url('set-password'), days: 7 }),
    'sign-in-link': composeSignInLink({
      brand,
      signInUrl: url('sign-in'),
      requestedAt,
      timeZone,
      minutes: 15,
    }),
  };
}

const wireOf = (name: string, content: EmailParts) =>
  composeSource({
    envelopeFrom: 'news@gazette.example',
    from: { name, address: 'news@gazette.example' },
    to: { name: '', address: 'reader@example.org' },
    replyTo: undefined,
    ...content,
    messageId: '<opaque@gazette.example>',
    date: requestedAt,
    headers: systemHeaders(),
  });

describe.each(['en', 'de', 'fr', 'es'])('Every notice in %s', (language) => {
  test.each(NAMES)(
    'of a newsletter with a name %s breaks its lines at 78 characters, and begins none with “From ”',
    async (_what, name) => {
      for (const [kind, written] of Object.entries(noticesOf(name, language))) {
        const source = wireOf(name, await written);
        for (const line of source.toString('latin1').split('\r\n')) {
          expect(line, kind).not.toMatch(/^From /);
          expect(line.length, `${kind}: ${line}`).toBeLessThanOrEqual(78);
        }
        const [text] = takeApart(source).parts.map(({ body }) => decodeQuotedPrintable(body));
        expect(text, kind).toContain('From');
        const long = Buffer.from(text ?? '', 'latin1')
          .toString()
          .split('\r\n')
          .filter((line) => line.length > 78);
        // A link stays whole.
        expect(
          long.filter((line) => !/^https:\/\/\S+$/.test(line)),
          kind,
        ).toEqual([]);
      }
    },
  );
});
