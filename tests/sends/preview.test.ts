import { beforeEach, describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds.ts';
import { changeLetter, createDigest } from '../../src/letters/index.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { LONGEST_LINKS, NO_NAME, previewMail } from '../../src/sends/index.ts';
import { openLink } from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { parseMailboxMessage } from '../../src/mailers/index.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { makeLetter, prepareLetter } from '../support/sends/letters.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf } from '../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
let publication: Publication;
beforeEach(async () => {
  publication = await makePublication(app);
});
const preview = (id: number, as: string = NO_NAME) => previewMail(app, KINDS, publication.id, id, as);
const name = (id: number, to: string) => app.db.raw('update subscribers set name = ? where id = ?', [to, id]);
const withoutLinks = (text: string) =>
  text.replaceAll(/\/(unsubscribe|preferences|rhythm|view)\/[\w-]+/g, '/$1');

describe('A preview', () => {
  test.each(['letter', 'article'] as const)(
    'of an %s is what the reader gets, but for the links',
    async (kind) => {
      const domain = `${kind}.example`;
      const [reader = 0] = await makeReaders(app, publication, 1, domain);
      await name(reader, 'Ada');
      const id =
        kind === 'letter'
          ? await prepareLetter(app, publication, {
              subject: 'Grüße, {{ name }}',
              markdown: 'Dear {{ name }}, *hi*.',
            })
          : await prepareSendOf(app, await makeArticle(app, publication, { title: 'Bridge opens' }));
      await deliver(app);
      const sent = sink.messages.find(({ to }) => to[0]?.endsWith(domain))?.source ?? Buffer.alloc(0);
      const got = await parseMailboxMessage(sent);
      const shown = await preview(id, `reader1@${domain}`);
      expect(shown.subject).toBe(got.subject);
      expect(withoutLinks(shown.html)).toBe(withoutLinks(got.html));
      expect(withoutLinks(shown.text)).toBe(withoutLinks(got.text));
      expect(shown.reader).toMatchObject({ name: 'Ada' });
    },
  );

  test('of a digest shows its articles as they are now', async () => {
    const articleId = await makeArticle(app, publication, { title: 'Bridge opens' });
    const { id } = await createDigest(app, publication.id, {
      introduction: 'Dear {{ name }}',
      articleIds: [articleId],
    });
    await app.db.raw("update articles set title = 'Bridge opened' where id = ?", [articleId]);
    const { text, subject } = await preview(id);
    expect(text).toContain('Dear [no name]');
    expect(text).toContain('Bridge opened');
    expect(subject).toBe('Bridge opens');
  });

  test('of a draft is what it would be now, also while the postal address is missing', async () => {
    const id = await makeLetter(app, publication, { subject: 'First', markdown: 'One' });
    await updatePublication(app, publication.slug, { postalAddress: '' });
    await changeLetter(app, publication.id, id, { markdown: 'Two', preheader: 'Beside it' });
    const { text, preheader, subject } = await preview(id);
    expect(text).toContain('Two');
    expect({ preheader: preheader.split(' · ')[0], subject }).toEqual({
      preheader: 'Beside it',
      subject: 'First',
    });
  });

  test('marks a name that is missing, and takes the other word where there is one', async () => {
    const markdown = 'Dear {{ name }}, hello {{ name | default: "reader" }}.';
    const id = await makeLetter(app, publication, { subject: 'For {{ name }}', markdown });
    const { html, text, subject } = await preview(id);
    expect([html, text]).toEqual([
      expect.stringContaining('Dear [no name], hello reader.'),
      expect.stringContaining('Dear [no name], hello reader.'),
    ]);
    expect(subject).toBe('For [no name]');
    const stranger = await preview(id, 'nobody@elsewhere.example');
    expect(stranger).toMatchObject({ reader: null, subject: 'For [no name]' });
  });

  test('has links that change nothing, and with the longest ones the largest size', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1, 'links.example');
    const id = await prepareLetter(app, publication);
    const [usual, longest] = [await preview(id, 'reader1@links.example'), await preview(id, LONGEST_LINKS)];
    expect(longest.htmlBytes).toBeGreaterThan(usual.htmlBytes);
    for (const { text } of [usual, longest]) {
      const token = /unsubscribe\/([\w-]+)/.exec(text)?.[1] ?? '';
      expect(await openLink(app, 'unsubscribe', token)).toMatch(/^(test|gone)$/);
    }
    expect(reader).toBeGreaterThan(0);
  });

  test('of another publication’s send is not found', async () => {
    const id = await makeLetter(app, await makePublication(app));
    await expect(preview(id)).rejects.toThrow('not found');
  });
});
