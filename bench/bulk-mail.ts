import { compileArticleEmail, piecesOf, slot } from '../src/emails/index.ts';
import type { createSkeleton } from '../src/mailers/index.ts';
import { escapeHtml } from '../src/platform/html/escape-html.ts';

export const SENDER = {
  slug: 'gazette',
  name: 'The Gazette',
  siteUrl: 'https://gazette.example',
  fromName: 'The Gazette',
  fromAddress: 'news@gazette.example',
  replyTo: null,
};

const article = (n: number, paragraphs: number) => ({
  url: `https://gazette.example/articles/${n}`,
  title: `The harbour opens again, part ${n}`,
  summary: '<p>Boats were seen at the pier this morning.</p>',
  html: Array.from(
    { length: paragraphs },
    (_, p) =>
      `<p>Boats were seen at the pier this morning, <a href="https://gazette.example/links/${p}">as they were before</a>. ${'The crowd was small, but it cheered. '.repeat(10)}</p>`,
  ).join(''),
  imageUrl: `https://gazette.example/images/${n}.jpg`,
  authors: ['Ada Lovelace'],
  categories: ['harbour'],
  publishedAt: new Date('2026-11-23T12:00:00Z'),
  commentsUrl: null,
});

/** A real article email of seven articles, about 60 kB on the wire, with 48 slots: its links are personal. */
export async function bulkMail(): Promise<{ subject: string; html: string; text: string }> {
  const { subject, html, text } = await compileArticleEmail({
    brand: {
      ...SENDER,
      postalAddress: 'Gazette Ltd, 1 Market Square, Berlin',
      language: 'en',
      timeZone: 'Europe/Berlin',
      accentColor: '#1f4ed8',
      logoUrl: null,
      imprintUrl: null,
      privacyUrl: null,
    },
    article: article(0, 26),
    body: 'full',
    related: [1, 2, 3, 4, 5, 6].map((n) => article(n, 0)),
  });
  return { subject, html: personal(html, 34), text: personal(text, 14) };
}

/** Makes links personal until there are so many slots. */
function personal(text: string, slots: number): string {
  let open = slots - (piecesOf(text).length - 1) / 2;
  return text.replace(/https:\/\/gazette\.example\/(links|articles)\/\d+/g, (url) =>
    (open -= 1) >= 0 ? slot('preferencesUrl') : url,
  );
}

/** The headers of bulk mail, as a user's own loop would have them too. */
export function frameOf({
  subject,
  html,
  text,
}: {
  subject: string;
  html: string;
  text: string;
}): Parameters<typeof createSkeleton>[0] {
  return {
    from: { name: SENDER.fromName, address: SENDER.fromAddress },
    replyTo: undefined,
    subject,
    date: new Date('2026-11-23T12:00:00Z'),
    headers: [
      { name: 'List-Id', value: ['The Gazette <gazette.gazette.example>'] },
      { name: 'List-Unsubscribe', value: piecesOf(`<${slot('unsubscribeUrl')}>`) },
      { name: 'List-Unsubscribe-Post', value: ['List-Unsubscribe=One-Click'] },
    ],
    html: piecesOf(html),
    text: piecesOf(text),
    escapeHtml,
  };
}
