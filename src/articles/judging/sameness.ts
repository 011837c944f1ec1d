import { compareTexts, isLongText } from './fingerprint.ts';
import type { Candidate } from './identity.ts';
import type { KnownArticle } from './known-article.ts';

/** `sure`: it is that article; `maybe`: an editor decides; `no`: it is another one. */
export type Sameness = 'sure' | 'maybe' | 'no';

/**
 * Where a known article is now, seen from the reading at hand: `left` although it would still be inside the window,
 * `slid` out of it with this reading, or not told for longer (`old`, or the reading shows only a part).
 */
export type Whereabouts = 'left' | 'slid' | 'old';

export interface Setting {
  /** Runs of words that many articles of the document share. */
  commonRuns: ReadonlySet<number>;
  /** Titles that several articles of the document have: a title such as "Morning briefing" tells nothing. */
  recurringTitles: ReadonlySet<string>;
  /** Dates that several articles have: those of a build, or days without a time. */
  sharedDates: ReadonlySet<number>;
  /** Nearly all that was there has another key now: the feed was made anew. */
  isMadeAnew: boolean;
}

const HOUR_MS = 3_600_000;
const RECENT_MS = 3 * 24 * HOUR_MS;
const SAME_PAGE_MS = 12 * HOUR_MS;

/** Whether an unknown key is a known article of the same feed (or another push). */
export function isSameArticle(
  one: Candidate,
  known: KnownArticle,
  where: Whereabouts,
  setting: Setting,
): Sameness {
  const like = compare(one, known, setting);
  if (like.link) return sameLink(one, known, where, like, setting);
  const isGone = where !== 'old';
  if (isGone && setting.isMadeAnew && like.title && (like.slug || like.text === 'same')) return 'sure';
  if (like.title && like.date) {
    if (like.isPrecise || like.text !== 'unlike') return 'sure';
    return where === 'left' ? 'maybe' : 'no';
  }
  if (like.path && isGone) return samePath(like, setting);
  if (like.text === 'same') return sameText(where, like);
  if (like.text === 'alike') {
    if (like.isPrecise) return 'sure';
    if (where === 'left' || (isGone && like.date))
      return like.title || like.date || like.slug ? 'sure' : like.isLong ? 'maybe' : 'no';
    return like.title && like.isLong ? 'maybe' : 'no';
  }
  if (where !== 'left') return 'no';
  if (like.isPrecise && (like.slug || like.words)) return 'sure';
  if (like.isOwnDate) return 'maybe';
  if (like.title) return like.slug && like.text === 'unknown' ? 'sure' : 'maybe';
  return like.words && like.isNear && isSlugAkin(one, known) ? 'maybe' : 'no';
}

/** Whether an article of another feed, or a push, is this one (FED-25). */
export function isSameElsewhere(one: Candidate, known: KnownArticle, setting: Setting): boolean {
  const like = compare(one, known, setting);
  if (like.link) return true;
  if (!like.title || !like.date) return false;
  if (like.text === 'same' || like.text === 'alike') return true;
  return isExact(one.publishedAt) && (like.text === 'unknown' || hasSeconds(one.publishedAt));
}

/** One article listed twice in a document under two ids. */
export function isTwin(one: Candidate, other: Candidate): boolean {
  if (one.foldedTitle !== other.foldedTitle) return false;
  if (one.publishedAt !== other.publishedAt && !isSameSecond(one.publishedAt, other.publishedAt))
    return false;
  if (one.linkKey !== null && one.linkKey === other.linkKey) return true;
  const { hash } = one.fingerprint;
  return one.publishedAt !== null && hash !== null && hash === other.fingerprint.hash;
}

/** A key made of a link stays with its page: whether the page still shows the same article. */
export function isSamePage(one: Candidate, known: KnownArticle, setting: Setting): Sameness {
  if (one.hasId || known.seenHash === null) return 'sure';
  const { title, date, text } = compare(one, known, setting);
  const bothDated = one.publishedAt !== null && known.seenDate !== null;
  if (title || (bothDated && date) || text !== 'unlike') return 'sure';
  return bothDated && apart(one.publishedAt, known.seenDate) >= SAME_PAGE_MS ? 'no' : 'maybe';
}

type Likeness = ReturnType<typeof compare>;

function compare(one: Candidate, known: KnownArticle, setting: Setting) {
  const folded = one.foldedTitle;
  const ourPath = pathOf(one.linkKey);
  const theirPath = pathOf(known.linkKey);
  const date = isSameSecond(one.publishedAt, known.seenDate);
  const isDated = one.publishedAt !== null && known.seenDate !== null;
  const isOwnDate = date && !setting.sharedDates.has(known.seenDate?.getTime() ?? 0);
  return {
    link: one.linkKey !== null && withoutFragment(one.linkKey) === withoutFragment(known.linkKey),
    path: ourPath.length > 2 && ourPath === theirPath,
    slug: slugOf(ourPath) !== '' && slugOf(ourPath) === slugOf(theirPath),
    title: folded !== '' && folded === known.seenTitle && !setting.recurringTitles.has(folded),
    words: shareWords(folded, known.seenTitle),
    date,
    /** Not days apart, as far as anybody knows. */
    isNear: !isDated || apart(one.publishedAt, known.seenDate) < RECENT_MS,
    isOwnDate,
    isPrecise: isOwnDate && isExact(one.publishedAt),
    text: compareTexts(one.fingerprint, known.fingerprint, setting.commonRuns),
    isLong: isLongText(one.fingerprint, setting.commonRuns),
  };
}

/** Its own link, which no other article of the document has, under another guid. */
function sameLink(
  one: Candidate,
  known: KnownArticle,
  where: Whereabouts,
  like: Likeness,
  { isMadeAnew }: Setting,
): Sameness {
  if (like.date) return 'sure';
  const bothDated = one.publishedAt !== null && known.seenDate !== null;
  const distance = bothDated ? apart(one.publishedAt, known.seenDate) : 0;
  const isNewId = one.hasId && known.key !== known.linkKey;
  if (like.title && (!isNewId || !bothDated || isMadeAnew)) return 'sure';
  // A running story counts up behind the #.
  if (withoutFragment(one.key) === withoutFragment(known.key) && distance < RECENT_MS) return 'sure';
  // FED-20: a new guid with a new date is new, as "Morning briefing" is each day; a long text comes twice by no chance.
  const isWordy = like.isLong && like.text !== 'unlike' && like.text !== 'unknown';
  if (like.title && like.text !== 'unlike' && isIdRedated(one, known))
    return like.text === 'unknown' ? 'maybe' : 'sure';
  if (like.title || one.foldedTitle === known.seenTitle) return isWordy ? 'maybe' : 'no';
  if (like.text === 'same' || like.text === 'alike') return 'sure';
  return where !== 'old' && distance < SAME_PAGE_MS ? 'maybe' : 'no';
}

/** Its path on another host: the site moved. */
function samePath({ title, date, text }: Likeness, { isMadeAnew }: Setting): Sameness {
  return title || date || text === 'same' || text === 'alike' || isMadeAnew ? 'sure' : 'maybe';
}

/** Word for word the same, under another address. */
function sameText(where: Whereabouts, { title, date, isLong, slug }: Likeness): Sameness {
  if (where === 'old') return isLong ? 'maybe' : 'no';
  if (isLong || date) return 'sure';
  if (where === 'slid') return 'no';
  return title || slug ? 'sure' : 'maybe';
}

/** A date on the half hour was set by a schedule or has no time: several articles may share it. */
const isExact = (date: Date | null) => date !== null && date.getTime() % (HOUR_MS / 2) !== 0;
const hasSeconds = (date: Date | null) => date !== null && date.getTime() % 60_000 !== 0;
/** RSS tells seconds, Atom and JSON their fractions, of the same article. */
const isSameSecond = (one: Date | null, other: Date | null) =>
  one !== null && other !== null && Math.floor(one.getTime() / 1000) === Math.floor(other.getTime() / 1000);
const apart = (one: Date | null, other: Date | null) =>
  Math.abs((one?.getTime() ?? 0) - (other?.getTime() ?? 0));

/** Date and path of the article made its guid, and only the date has changed: `tag:site.example,2026-11-27:/ferry/`. */
function isIdRedated({ key, linkKey }: Candidate, known: KnownArticle): boolean {
  const undated = (id: string) => id.replace(/\d{4}([-/.]?)\d{2}\1\d{2}/, '');
  const path = pathOf(linkKey).replace(/\.\w{2,5}$/, '');
  return path.length > 2 && key.includes(path) && undated(key) === undated(known.key);
}

const withoutFragment = (text: string | null) => text?.replace(/#.*$/s, '') ?? null;
const pathOf = (linkKey: string | null) => {
  const start = linkKey?.indexOf('/') ?? -1;
  return linkKey === null || start < 0 ? '' : linkKey.slice(start);
};

/** The last part of a path, without the date that some put in front of it; empty when it is a mere number. */
function slugOf(path: string): string {
  if (/[?#]/.test(path)) return '';
  const last = path.split('/').findLast((part) => part !== '' && !part.startsWith('index.')) ?? '';
  const slug = last.replace(/\.\w{2,5}$/, '').replace(/^[\d-]+/, '');
  return /\p{L}/u.test(slug) ? slug : '';
}

/** One address goes on where the other ends: `/ferry/` and `/ferry-winter/`. */
function isSlugAkin(one: Candidate, known: KnownArticle): boolean {
  const [short = '', long = ''] = [slugOf(pathOf(one.linkKey)), slugOf(pathOf(known.linkKey))].toSorted(
    (a, b) => a.length - b.length,
  );
  return short.length > 4 && (long.startsWith(short) || long.endsWith(short));
}

function shareWords(one: string, other: string): boolean {
  const ours = new Set(one.match(/[\p{L}\p{N}]{3,}/gu));
  const theirs = new Set(other.match(/[\p{L}\p{N}]{3,}/gu));
  const shared = [...ours].filter((word) => theirs.has(word)).length;
  return shared > 0 && shared >= Math.min(ours.size, theirs.size) / 2;
}
