import { KINDS } from '../../src/kinds.ts';
import { describe, expect, test } from 'vitest';
import { encodeQuotedPrintable } from '../../src/mailers/message/quoted-printable.ts';
import { scheduleLetter } from '../../src/letters/index.ts';
import { prepareDueSends, sendTest } from '../../src/sends/index.ts';
import { createSkeleton } from '../../src/mailers/index.ts';
import { composeSource } from '../../src/mailers/message/compose-source.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { makeLetter, prepareLetter } from '../support/sends/letters.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf } from '../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
const sourceTo = (address: string) =>
  sink.messages.find(({ to }) => to[0] === address)?.source.toString('latin1') ?? '';

/** The lines and values in which a test may differ from what a reader gets; every other byte is compared. */
function withoutWhatIsOnesOwn(source: string): string {
  // A hyphen that would begin a line is encoded.
  const unwrapped = source.replaceAll('=\r\n', '').replaceAll('=2D', '-');
  const link = (purpose: string) =>
    new RegExp(`${app.config.publicUrl}/${purpose}/[\\w-]+`).exec(unwrapped)?.[0];
  let bare = source.replace(/^(To|Message-ID|Date): .*\r\n/gm, '');
  expect(link('unsubscribe')).toBeDefined();
  expect(link('preferences')).toBeDefined();
  expect(link('view')).toBeDefined();
  for (const purpose of ['unsubscribe', 'preferences', 'rhythm', 'view']) {
    const url = link(purpose);
    if (url) bare = bare.replaceAll(url, purpose).replaceAll(encodeQuotedPrintable(url), purpose);
  }
  return bare;
}

describe('A test email is the very bytes that a reader gets, but for the mark, the links and whom it names', () => {
  const same = async (publicationId: number, sendId: number, domain: string) => {
    await sendTest(app, KINDS, publicationId, sendId, { to: [`me@test.${domain}`] });
    await deliver(app);
    const [tested, real] = [sourceTo(`me@test.${domain}`), sourceTo(`reader1@${domain}`)];
    expect(real).not.toBe('');
    return { tested: withoutWhatIsOnesOwn(tested), real: withoutWhatIsOnesOwn(real) };
  };

  test('of a letter with a name in its subject and text', async () => {
    const publication = await makePublication(app, { replyTo: 'desk@gazette.example' });
    await makeReaders(app, publication, 1, 'letter.example');
    const id = await prepareLetter(app, publication, {
      subject: 'Grüße an {{ name | default: "alle" }}',
      preheader: 'To the harbour',
      markdown: `Hello {{ name | default: "dear reader" }}, we *moved*. ${'A long line of words. '.repeat(20)}`,
    });
    const { tested, real } = await same(publication.id, id, 'letter.example');
    const subject = /^Subject: .*\r\n/m;
    expect(subject.exec(tested)?.[0]).not.toBe(subject.exec(real)?.[0]);
    expect(tested.replace(subject, '')).toBe(real.replace(subject, ''));
  });

  test('of an article, whose subject differs by the mark alone', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1, 'article.example');
    const id = await prepareSendOf(app, await makeArticle(app, publication, { title: 'Bridge opens' }));
    const { tested, real } = await same(publication.id, id, 'article.example');
    expect(tested).toBe(real.replace('Subject: ', 'Subject: [Test] '));
  });

  test('also when it was tested before it was prepared', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1, 'early.example');
    const id = await makeLetter(app, publication, { subject: 'Trams return' });
    await sendTest(app, KINDS, publication.id, id, { to: ['me@test.early.example'] });
    await scheduleLetter(app, publication.id, id, {});
    await prepareDueSends(app, KINDS);
    await deliver(app);
    const [tested, real] = ['me@test.early.example', 'reader1@early.example'].map((address) =>
      withoutWhatIsOnesOwn(sourceTo(address)),
    );
    expect(tested).toBe(real?.replace('Subject: ', 'Subject: [Test] '));
  });
});

test('Mail to one person is composed by the same composer as mail to an audience', () => {
  const frame = {
    from: { name: 'The Gazette', address: 'news@gazette.example' },
    replyTo: undefined,
    subject: 'Please confirm',
    date: new Date('2027-03-28T09:00:00Z'),
    headers: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
    html: '<p>Größe &amp; more</p>',
    text: 'Größe & more',
  };
  const personal = { to: { name: 'Ada', address: 'ada@readers.example' }, messageId: '<1@gazette.example>' };
  const skeleton = createSkeleton({
    ...frame,
    headers: [{ name: 'Auto-Submitted', value: ['auto-generated'] }],
    html: [frame.html],
    text: [frame.text],
    escapeHtml: (value) => value,
  });
  const source = composeSource({ ...frame, ...personal, envelopeFrom: 'news@gazette.example' });
  expect(source).toEqual(skeleton.render({ ...personal, values: {} }, Buffer.alloc(0)));
});
