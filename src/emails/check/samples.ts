import { EMPTY_ARTICLE, type EmailArticle } from '../model.ts';

/** An article with all that a template may show of one. */
export const FULL_ARTICLE: EmailArticle = {
  url: 'https://gazette.example/night-ferry?a=1&b=2',
  title: 'The night ferry stays',
  summary: '<p>The council keeps the night ferry for another two years.</p>',
  html: '<p>It was a long evening in the town hall.</p><h2>What it costs</h2><p>Half a million a year.</p>',
  imageUrl: 'https://gazette.example/ferry.jpg',
  authors: ['Ada Berg', 'Jon Wieck'],
  categories: ['Harbour'],
  publishedAt: new Date('2026-03-04T06:00:00Z'),
  commentsUrl: 'https://gazette.example/night-ferry#comments',
};

/** One that has a title and nothing else. */
export const BARE_ARTICLE: EmailArticle = { ...EMPTY_ARTICLE, title: 'A title and nothing else' };

export const SAMPLE_LETTER = {
  subject: 'A letter from the editors',
  preheader: 'What it is about',
  markdown: 'Good morning, {{ name | default: "reader" }}.\n\n## A heading\n\n- one\n- two\n\nYours',
};

/** What readers may follow of an article. */
export const SAMPLE_OFFER = {
  strands: [{ id: 'author:ada-berg', kind: 'author' as const, name: 'Ada Berg' }],
  quietDays: 30,
};
