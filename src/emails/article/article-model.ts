import { clip, oneLine, webUrl } from '../clean-text.ts';
import { emailBlocks } from '../html/email-html.ts';
import { endSlots, type EndSlots } from '../frame/end-of-mail.ts';
import { foreignIn, type Foreign } from '../frame/foreign.ts';
import { frameOf, audiencePreheader, type Frame } from '../frame/frame.ts';
import { followBlock, type FollowBlock, type Offer } from '../frame/follow.ts';
import { noticeOf, rhythmBlock, type Notice, type RhythmBlock } from '../frame/rhythm.ts';
import { dayText, listText, type Rhythm, type Words } from '../../words/index.ts';
import type { Brand, EmailArticle } from '../model.ts';
import { shareLinks, type ShareLink } from './share-links.ts';
import { plainWords } from '../html/plain-words.ts';
import { slot } from '../compile/slots.ts';

/** What article.mjml and the text part are made of. */
export interface ArticleModel extends Frame {
  title: string;
  url: string | null;
  preheader: string;
  kicker: string;
  byline: string;
  standfirst: string;
  imageUrl: string | null;
  commentsUrl: string | null;
  shareLinks: ShareLink[];
  related: RelatedArticle[];
  follow: FollowBlock;
  foreign: Foreign;
  rhythm: RhythmBlock;
  notices: Notice[];
  say: Sayings;
  slots: EndSlots & { body: string };
}

/** As compact.mjml shows it. */
interface RelatedArticle {
  title: string;
  url: string;
  imageUrl: string | null;
  topic: '';
  standfirst: '';
  /** Its day, and how long it takes to read. */
  meta: string;
  level: 'h3';
}

type Plain = { [Word in keyof Words as Words[Word] extends string ? Word : never]: string };
type Sayings = Plain & { pictureOf: string; why: string };

export interface ArticleEmailInput {
  brand: Brand;
  /** Of its readers, for our own words; left out: the publication's. */
  language?: string;
  article: EmailArticle;
  /** `full` shows the whole article where the feed has it. */
  body: 'summary' | 'full';
  related: EmailArticle[];
  /** What they may follow of it; left out: nothing. */
  follow?: Offer;
  /** It comes at once to readers who follow something in it, beside these digests. */
  besides?: Exclude<Rhythm, 'each'>;
  /** The readers' rhythm before the publication changed its default: a line offers it. */
  keepAsItWas?: Rhythm;
}

const MAX_TITLE = 250;
/** A longer one vanishes where its picture is off. */
const MAX_ALT = 80;
const MAX_RELATED = 3;
const MAX_AUTHORS = 5;
const EXCERPT = 420;
const STANDFIRST = 320;
const WORDS_A_MINUTE = 230;

/** The model without a body, and the body in blocks. */
export function articleModel(input: ArticleEmailInput): {
  model: ArticleModel;
  blocks: string[];
  words: Words;
} {
  const { brand, article } = input;
  const { speech, ...frame } = frameOf(brand, input.language);
  const { words, language } = speech;
  const title = clip(oneLine(article.title), MAX_TITLE) || frame.brand.name || frame.brand.site;
  const url = webUrl(article.url);
  const day = (at: Date | null) => (at ? dayText(at, language, brand.timeZone) : '');
  const body = bodyOf(input, url, frame, words);
  const names = article.authors.map(oneLine).filter(Boolean).slice(0, MAX_AUTHORS);
  const minutesOf = ({ html }: EmailArticle) => {
    const minutes = Math.round(wordCount(html) / WORDS_A_MINUTE);
    return minutes > 1 && words.minutesToRead(minutes);
  };
  const join = (parts: (string | false)[]) => parts.filter(Boolean).join(' · ');
  const image = webUrl(article.imageUrl, url);
  const model: ArticleModel = {
    ...frame,
    title,
    url,
    preheader: audiencePreheader(
      body.standfirst || plainWords(body.blocks.slice(0, 3)),
      words.whyArticle(frame.brand.name, frame.brand.site),
    ),
    kicker: clip(oneLine(article.categories[0] ?? ''), 40),
    byline: join([
      names.length > 0 && words.by(clip(listText(names, language), 160)),
      day(article.publishedAt).replaceAll(' ', '\u00A0'),
      minutesOf(article),
    ]),
    standfirst: body.standfirst,
    imageUrl: body.blocks.some((block) => showsPicture(block, image)) ? null : image,
    commentsUrl: webUrl(article.commentsUrl, url),
    shareLinks: url ? shareLinks(url, title, words) : [],
    foreign: foreignIn({ frame, content: frame }),
    related: input.related
      .flatMap((other) => relatedArticle(other, join([day(other.publishedAt), minutesOf(other)])))
      .filter((other) => other.url !== url)
      .slice(0, MAX_RELATED),
    follow: followBlock(words, input.follow ?? { strands: [], quietDays: 0 }),
    rhythm: rhythmOf(words, input.besides),
    notices: input.keepAsItWas ? [noticeOf(words, input.keepAsItWas)] : [],
    say: sayings(words, title, frame.brand, input.besides),
    slots: { body: slot('body'), ...endSlots() },
  };
  return { model, blocks: body.blocks, words };
}

/** The full text with the summary as standfirst above it, unless that repeats its beginning; or the summary alone. */
function bodyOf(
  { article, body }: ArticleEmailInput,
  url: string | null,
  frame: Frame,
  words: Words,
): { standfirst: string; blocks: string[] } {
  const style = {
    base: url,
    color: frame.look.link,
    start: frame.start,
    headFont: frame.headFont,
    embeds: words.embeds,
  };
  const full = emailBlocks(article.html, style);
  const summary = emailBlocks(article.summary, style);
  if (body === 'full' && full.length > 0) {
    const lead = plainWords(summary);
    const core = letters(lead).slice(0, 80);
    const isRepeat = letters(plainWords(full.slice(0, 5))).startsWith(core);
    return { standfirst: isRepeat || lead.length > STANDFIRST ? '' : lead, blocks: full };
  }
  if (summary.length > 0) return { standfirst: '', blocks: summary };
  return { standfirst: clip(plainWords(full.slice(0, 20)), EXCERPT), blocks: [] };
}

/** For comparison: emoji, quotation marks and dots come and go between an excerpt and its text. */
const letters = (text: string) =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu)
    ?.join(' ') ?? text;
const wordCount = (html: string) => html.replace(/<[^<>]*>/g, ' ').split(/\s+/).length;

function relatedArticle(article: EmailArticle, meta: string): RelatedArticle[] {
  const url = webUrl(article.url);
  if (!url) return [];
  const title = clip(oneLine(article.title), 120) || url;
  const imageUrl = webUrl(article.imageUrl, url);
  return [{ title, url, imageUrl, topic: '', standfirst: '', meta, level: 'h3' }];
}

/** The same picture is often the article's image and the first thing in its text, in another size. */
function showsPicture(block: string, image: string | null): boolean {
  if (!image) return false;
  const name = (address: string) => address.split(/[?#]/)[0]?.replace(/-\d+x\d+(?=\.\w+$)/, '');
  return [...block.matchAll(/<img [^>]*src="([^"]+)"/g)].some(([, src = '']) => name(src) === name(image));
}

function rhythmOf(words: Words, besides: ArticleEmailInput['besides']): RhythmBlock {
  const block = rhythmBlock(words, besides ?? 'each');
  return besides ? { ...block, why: words.follow.beside[besides] } : block;
}

function sayings(
  words: Words,
  title: string,
  brand: Frame['brand'],
  besides: ArticleEmailInput['besides'],
): Sayings {
  const {
    confirmation: _c,
    welcome: _w,
    alreadySubscribed: _a,
    by: _b,
    minutesToRead: _m,
    moreOnSite: _o,
    embeds: _e,
    digest: _d,
    rhythm: _r,
    follow,
    correction: _k,
    archive: _v,
    shareOn: _s,
    ...rest
  } = words;
  return {
    ...rest,
    pictureOf: clip(words.pictureOf(title), MAX_ALT),
    why: besides ? follow.why[besides](brand.name, brand.site) : words.whyArticle(brand.name, brand.site),
  };
}
