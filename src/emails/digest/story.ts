import { clip, oneLine, webUrl } from '../clean-text.ts';
import type { Frame } from '../frame/frame.ts';
import { emailBlocks } from '../html/email-html.ts';
import { plainWords } from '../html/plain-words.ts';
import { withoutMarks } from '../letter/placeholders.ts';
import type { Brand, EmailArticle } from '../model.ts';
import { dayText, listText, shortDayText, type Speech } from '../../words/index.ts';

/** What a digest shows of an article; plain text. */
export interface Story {
  title: string;
  url: string | null;
  imageUrl: string | null;
  alt: string;
  topic: string;
  standfirst: string;
  meta: string;
  /** To read all of it; 0: it is not known. */
  minutes: number;
}

/** What stands below a story: who wrote it, or of which day it is; in `dated` ones the topic and the year as well. */
export type Meta = 'author' | 'day' | 'dated';

const MAX_TITLE = 250;
const MAX_TOPIC = 40;
const MAX_STANDFIRST = 320;
const MAX_AUTHORS = 2;
/** A longer one vanishes where its picture is off. */
const MAX_ALT = 80;
/** Of a whole text, for its first words. */
const BEGINNING = 6_000;
const WORDS_A_MINUTE = 230;

export function storyOf(
  article: EmailArticle,
  topic: string | undefined,
  of: { brand: Brand; speech: Speech; frame: Frame; meta: Meta },
): Story {
  const { words } = of.speech;
  const url = webUrl(article.url);
  const title = clip(plain(article.title), MAX_TITLE) || (url ?? of.frame.brand.name);
  const about = clip(plain(topic ?? article.categories[0] ?? ''), MAX_TOPIC);
  const isDated = of.meta === 'dated';
  return {
    title,
    url,
    imageUrl: webUrl(article.imageUrl, url),
    alt: clip(words.pictureOf(title), MAX_ALT),
    topic: isDated ? '' : about,
    standfirst: clip(standfirstOf(article, of.frame, words.embeds), MAX_STANDFIRST),
    meta: [isDated && about, metaOf(article, of)].filter(Boolean).join(' · '),
    minutes: minutesOf(article),
  };
}

function standfirstOf(
  { summary, html, url }: EmailArticle,
  { look, start }: Frame,
  embeds: Speech['words']['embeds'],
): string {
  const style = { base: webUrl(url), color: look.link, start, embeds };
  const text = (source: string) =>
    plain(plainWords(emailBlocks(source.slice(0, BEGINNING), style).slice(0, 3)));
  return text(summary) || text(html);
}

function metaOf(
  article: EmailArticle,
  { brand, speech: { words, language }, meta }: { brand: Brand; speech: Speech; meta: Meta },
): string {
  const minutes = minutesOf(article);
  const day = meta === 'dated' ? dayText : shortDayText;
  const names = article.authors.map(plain).filter(Boolean).slice(0, MAX_AUTHORS);
  const first =
    meta === 'author'
      ? clip(listText(names, language), 80)
      : article.publishedAt && day(article.publishedAt, language, brand.timeZone).replaceAll(' ', '\u00A0');
  return [first, minutes > 1 && words.minutesToRead(minutes)].filter(Boolean).join(' · ');
}

function minutesOf({ html }: EmailArticle): number {
  if (html === '') return 0;
  return Math.max(1, Math.round(html.replace(/<[^<>]*>/g, ' ').split(/\s+/).length / WORDS_A_MINUTE));
}

/** Where a reader's name goes in what the editor wrote, articles have nothing. */
export const plain = (text: string) => withoutMarks(oneLine(text));
