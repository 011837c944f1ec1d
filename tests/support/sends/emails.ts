import type { Brand, EmailArticle } from '../../../src/emails/index.ts';

/** A publication as emails see it; `fields` override. */
export function aBrand(fields: Partial<Brand> = {}): Brand {
  return {
    name: 'The Harbour Gazette',
    siteUrl: 'https://gazette.example',
    postalAddress: 'Gazette Ltd\n1 Market Square\n10115 Berlin, Germany',
    language: 'en',
    timeZone: 'Europe/Berlin',
    accentColor: '#0b6e4f',
    logoUrl: null,
    imprintUrl: 'https://gazette.example/imprint',
    privacyUrl: null,
    ...fields,
  };
}

/** An article with everything; `fields` override. */
export function anArticle(fields: Partial<EmailArticle> = {}): EmailArticle {
  return {
    url: 'https://gazette.example/2026/11/tide-mill',
    title: 'The tide mill turns again after ninety years',
    summary: '<p>Volunteers spent eleven winters on the wheel. On Sunday the sea did the rest.</p>',
    html: '<p>At half past six the gate opened.</p><h2>Eleven winters</h2><p>Read <a href="/2019/first">the first report</a>.</p>',
    imageUrl: 'https://gazette.example/img/mill.jpg',
    authors: ['Ines Aldana'],
    categories: ['Harbour'],
    publishedAt: new Date('2026-11-12T17:30:00Z'),
    commentsUrl: 'https://gazette.example/2026/11/tide-mill#comments',
    ...fields,
  };
}
