import { clip, oneLine, webUrl } from '../clean-text.ts';
import { slot } from '../compile/slots.ts';
import { preheaderOf, type Frame } from '../frame/frame.ts';
import { emailBlocks } from '../html/email-html.ts';
import { plainWords } from '../html/plain-words.ts';
import { withoutMarks } from '../letter/placeholders.ts';
import { beginningOf, type Written } from '../letter/written.ts';
import type { Brand, EmailArticle } from '../model.ts';
import { dayText, type Speech } from '../../words/index.ts';

/** One line of a digest, in the order of its editor. */
export type DigestPiece = { heading: string } | { article: EmailArticle };

/** What digest.mjml and the text part are made of. */
export interface DigestModel extends Frame {
  title: string;
  heading: string;
  preheader: string;
  /** Words that the text part begins with. */
  opening: string;
  /** What stands above the first article. */
  above: string[];
  lead: ArticleEntry;
  entries: Entry[];
  /** Articles that are not shown, for want of room; empty: none. */
  more: string;
  say: { readOnSite: string; unsubscribe: string; preferences: string; imprint: string; why: string };
  slots: { body: string; unsubscribeUrl: string; preferencesUrl: string };
}

interface ArticleEntry {
  is: 'story';
  title: string;
  /** Two below a heading of the editor, else one. */
  level: 'h2' | 'h3';
  url: string | null;
  imageUrl: string | null;
  pictureOf: string;
  standfirst: string;
  meta: string;
}

export type Entry = { is: 'heading'; title: string } | ArticleEntry;

const MAX_TITLE = 250;
const MAX_HEADING = 120;
const LONGEST_STANDFIRST = 320;
/** Of a whole text, for its first words. */
const BEGINNING = 6_000;
const SHOWN_IN_PREHEADER = 3;

/** @returns undefined when there is no article. */
export function digestModel(
  brand: Brand,
  { words, language }: Speech,
  frame: Frame,
  written: Written,
  pieces: DigestPiece[],
): DigestModel | undefined {
  const entries = pieces.map((piece, place): Entry => {
    if ('heading' in piece) return { is: 'heading', title: clip(plain(piece.heading), MAX_HEADING) };
    const isBelow = pieces.slice(0, place).some((one) => 'heading' in one);
    return articleEntry(piece.article, isBelow ? 'h3' : 'h2');
  });
  const first = entries.findIndex(({ is }) => is === 'story');
  const lead = entries[first];
  if (lead?.is !== 'story') return undefined;
  const why = words.whyArticle(frame.brand.name, frame.brand.site);
  const headlines = entries.filter(({ is }) => is === 'story').slice(0, SHOWN_IN_PREHEADER);
  const begins = written.opening.length > 0 ? beginningOf(written.opening) : '';
  return {
    ...frame,
    title: written.toWords(written.subject),
    heading: written.heading === '' ? written.subject : written.heading,
    preheader: preheaderOf(
      written.preheader || begins || headlines.map(({ title }) => title).join(' · '),
      why,
    ),
    opening: written.preheader,
    above: entries.slice(0, first).map(({ title }) => title),
    lead,
    entries: entries.slice(first + 1),
    more: '',
    say: {
      readOnSite: words.readOnSite,
      unsubscribe: words.unsubscribe,
      preferences: words.preferences,
      imprint: words.imprint,
      why,
    },
    slots: {
      body: slot('body'),
      unsubscribeUrl: slot('unsubscribeUrl'),
      preferencesUrl: slot('preferencesUrl'),
    },
  };

  function articleEntry(article: EmailArticle, level: 'h2' | 'h3'): ArticleEntry {
    const url = webUrl(article.url);
    const title = clip(plain(article.title), MAX_TITLE) || (url ?? frame.brand.name);
    const day = article.publishedAt ? dayText(article.publishedAt, language, brand.timeZone) : '';
    return {
      is: 'story',
      title,
      level,
      url,
      imageUrl: webUrl(article.imageUrl, url),
      pictureOf: words.pictureOf(clip(title, 80)),
      standfirst: clip(standfirstOf(article), LONGEST_STANDFIRST),
      meta: [clip(plain(article.categories[0] ?? ''), 40), day.replaceAll(' ', '\u00A0')]
        .filter(Boolean)
        .join(' · '),
    };
  }

  function standfirstOf({ summary, html, url }: EmailArticle): string {
    const style = { base: webUrl(url), color: frame.look.link, start: frame.start, embeds: words.embeds };
    const text = (source: string) =>
      plain(plainWords(emailBlocks(source.slice(0, BEGINNING), style).slice(0, 3)));
    return text(summary) || text(html);
  }
}

/** Where a reader's name goes in what the editor wrote, articles have nothing. */
const plain = (text: string) => withoutMarks(oneLine(text));
