import { describe, expect, test } from 'vitest';
import { darkFaults } from '../../src/checks/mail/dark-contrast.ts';
import { readMail } from '../../src/checks/mail/mail-tree.ts';
import { compileLetterEmail, withoutOwnMarks } from '../../src/emails/index.ts';

const brand = {
  name: 'The Gazette',
  siteUrl: 'https://gazette.example',
  postalAddress: '1 Market Square',
  language: 'en',
  timeZone: 'UTC',
  accentColor: '#1f4ed8',
  logoUrl: null,
  imprintUrl: 'https://gazette.example/imprint',
  privacyUrl: 'https://gazette.example/privacy',
};
const faults = (html: string) => darkFaults(readMail(html)).map(({ words }) => words);
const dark = (rules: string) => `<style>@media (prefers-color-scheme: dark) { ${rules} }</style>`;

describe('The dark look of a mail', () => {
  test.each(['#000000', '#ffffff', '#ffe600', '#1f4ed8', '#808080', '#0a0a0a'])(
    'of ours can be read, whatever the accent: %s',
    async (accentColor) => {
      const compiled = await compileLetterEmail({
        brand: { ...brand, accentColor },
        subject: 'The week',
        preheader: '',
        markdown:
          '# The week\n\nWords and [a link](https://gazette.example/a).\n\n> Said\n\n| a | b |\n|---|---|\n| 1 | 2 |',
      });
      expect('email' in compiled && faults(withoutOwnMarks(compiled.email.html))).toEqual([]);
    },
  );

  test('that turns only the ground dark loses the words', () => {
    const mail = (rules: string) =>
      `<html><head>${dark(rules)}</head><body style="background-color:#fff"><p class="a" style="color:#222222">Lost words</p></body></html>`;
    expect(faults(mail('body { background: #111111 !important; }'))).toEqual(['Lost words']);
    expect(
      faults(mail('body { background: #111111 !important; } .a { color: #eeeeee !important; }')),
    ).toEqual([]);
    expect(
      faults(mail('body, div > .b { background: #111 !important; } body .a { color: #eee !important; }')),
    ).toEqual([]);
  });

  test('keeps what stands on a ground of its own, and what nobody sees', () => {
    const head = `<head>${dark('body { background: #000 !important; color: #fff !important; }')}</head>`;
    expect(
      faults(
        `<html>${head}<body><td bgcolor="#ffffff"><p style="color:#000">On white</p></td></body></html>`,
      ),
    ).toEqual([]);
    expect(
      faults(`<html>${head}<body><p style="color:#111111;display:none">Hidden</p></body></html>`),
    ).toEqual([]);
    expect(faults(`<html>${head}<body><p style="color:#111111">Seen</p></body></html>`)).toEqual(['Seen']);
    expect(faults(`<html>${head}<body><p>Inherits</p></body></html>`)).toEqual([]);
  });
});
