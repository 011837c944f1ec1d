import { countEn } from './count.ts';

/** A sentence whose beginning says the most. */
export type Told = [first: string, rest: string];

const to = (readers: string | null) => (readers === null ? '' : ` to ${readers}`);
const by = (who: string | null, at: string | null) =>
  `${who === null ? '' : ` by ${who}`}${at === null ? '' : `, ${at}`}`;
const EDITED = {
  no: '',
  since: '; edited since, not mailed again',
  corrected: '; edited since, and a correction was sent',
};
const others = (count: number) => countEn(count, 'article', 'articles');

/** What feeds brought, and what became of it. Moments come as “at 17:13” or “on Wed 10 Mar, 07:00”. */
export const articlesEn = {
  title: 'Articles',
  lede: 'What your feeds brought, and what became of it.',
  feeds: 'Feeds',
  /** Puts a moment into a sentence. */
  when: (text: string, isToday: boolean) => (isToday ? `at ${text}` : `on ${text}`),
  readers: (count: number) => countEn(count, 'reader', 'readers'),
  which: 'Which articles',
  tabs: {
    all: 'Newest',
    waiting: 'Waiting',
    held: 'Held',
    mailed: 'Mailed',
    'not-mailed': 'Not mailed',
    dismissed: 'Dropped',
  },
  find: 'Find',
  findLabel: 'Part of a title',
  feed: 'Feed',
  topic: 'Topic',
  allFeeds: 'All feeds',
  allTopics: 'All topics',
  older: 'Older',
  newest: 'Back to the newest',
  none: 'No article yet',
  noneText:
    'Paperround reads your feeds every few minutes. What is in them today counts as old; the next article is mailed.',
  noFeed: 'There is no feed yet. Add one, or push articles by the API.',
  noneHere: 'Nothing here',
  noneHereText: 'No article fits. Part of a title is enough.',
  pushed: 'Pushed by the API',
  changedForMail: 'Changed for the mail',
  for: (day: string) => `for ${day}`,
  fate: {
    'goes-out': ({ at, readers }: { at: string | null; readers: string | null }): Told =>
      at === null ? ['Goes out', `${to(readers)} when its hold is over`] : [`Goes out ${at}`, to(readers)],
    'in-review': ({ at, onSilence }: { at: string | null; onSilence: 'send' | 'hold' }): Told => [
      'In review',
      onSilence === 'send'
        ? `: goes out ${at ?? 'at its time'} if nobody answers`
        : `: held ${at ?? 'at its time'} if nobody answers`,
    ],
    'being-mailed': ({ readers, accepted }: { readers: string; accepted: string }): Told => [
      'Being mailed',
      ` to ${readers}, ${accepted} accepted`,
    ],
    mailed: ({
      at,
      readers,
      edited,
    }: {
      at: string;
      readers: string;
      edited: 'no' | 'since' | 'corrected';
    }): Told => ['Mailed', ` ${at} to ${readers}${EDITED[edited]}`],
    'mailed-in-part': ({
      at,
      accepted,
      readers,
    }: {
      at: string;
      accepted: string;
      readers: string;
    }): Told => ['Mailed', ` ${at}: accepted for ${accepted} of ${readers}`],
    'send-paused': ({ isPrepared }: { isPrepared: boolean }): Told => [
      'Paused',
      isPrepared ? ': some readers have it' : ': nobody has it yet',
    ],
    'send-held': (): Told => ['Waits for you', ': its send is held'],
    'send-cancelled': ({ at, accepted }: { at: string | null; accepted: string | null }): Told => [
      'Cancelled',
      `${at === null ? '' : ` ${at}`}${accepted === null ? ': nobody got it' : `: ${accepted} got it before`}`,
    ],
    held: ({ who, at }: { who: string | null; at: string | null }): Told => [
      'Held',
      who === null ? ': it waits for you' : by(who, at),
    ],
    dismissed: ({ who, at }: { who: string | null; at: string | null }): Told => ['Dropped', by(who, at)],
    'waits-for-date': ({ at }: { at: string | null }): Told => [
      'Waits',
      ` for its date${at === null ? '' : `: ${at}`}`,
    ],
    'too-old': ({ at }: { at: string | null }): Told => ['Too old', at === null ? '' : `: published ${at}`],
    'same-as': ({ title }: { title: string | null }): Told => [
      'Same',
      title === null ? ' as another' : ` as “${title}”`,
    ],
    baseline: (): Told => ['Not mailed', ': it was there before the feed was added'],
    lapsed: (): Told => ['Not mailed', ': it is more than a month old'],
  },
  byCommandLine: 'the command line',
  byApi: (name: string) => `the API key ${name}`,
  byNobody: 'Paperround',
  held: {
    title: (count: number) =>
      count === 1 ? '1 article is held' : `${countEn(count, '', 'articles')} are held`,
    from: (feed: string, at: string) => `Feed “${feed}”, ${at}`,
    pushed: (at: string) => `From the API, ${at}`,
    someOld: (old: number, count: number) =>
      old === 1
        ? 'They arrived at once, and one carries an old date.'
        : `They arrived at once, and ${old} of the ${count} carry old dates: pages of the site were probably rebuilt.`,
    allOld: 'They arrived at once, and all carry old dates: pages of the site were probably rebuilt.',
    allNew:
      'They arrived at once and carry fresh dates: this may be a busy day, or a feed that was made anew.',
    nothing: 'Nothing is mailed until you decide.',
    see: (count: number) => `See all ${count}`,
    more: (count: number) => `and ${count} more`,
    dated: (day: string) => `dated ${day}`,
    undated: 'without a date',
    settle: (old: number, fresh: number) =>
      `Drop the ${old === 1 ? 'old one' : `${old} old ones`}, release ${fresh}`,
    drop: (count: number) => (count === 1 ? 'Drop it' : `Drop all ${count}`),
    release: (count: number) => (count === 1 ? 'Release it' : `Release all ${count}`),
    releasePicked: 'Release the picked ones',
    dropPicked: 'Drop the picked ones',
    pick: (title: string) => `Pick “${title}”`,
    mayNotSend: 'Somebody who may send can release them.',
  },
  sendNow: 'Send now',
  hold: 'Hold',
  release: 'Release',
  drop: 'Drop',
  takeBack: 'Take back',
  edit: 'Edit title, standfirst, picture',
  editShort: 'Edit for the mail',
  watch: 'Watch',
  report: 'Report',
  putFirst: 'Put first in digests',
  putFirstNoMore: 'Not first in digests any more',
  isFirst: 'First in digests',
  openSite: 'Open on your site',
  actsOn: (what: string, title: string) => `${what}: ${title}`,
  moreFor: (title: string) => `More for: ${title}`,
  picked: 'With the picked ones:',
  pickHint: 'Pick articles to decide about several at once.',
  one: {
    text: 'As your feed has it',
    textShow: 'Show its text',
    textFrame: 'The text of the article',
    noText: 'The feed has no text of it, or it is more than 90 days old.',
    mail: 'Its mail',
    mailFrame: 'The mail of this article',
    mailHint: 'As it would be now. Pictures are not loaded here.',
    withPictures: 'Show it with pictures',
    withoutPictures: 'Show it without pictures',
    picturesHint: 'Pictures come from your site, which then sees that somebody looks.',
    noMail: 'This mail cannot be shown: it takes too much time or memory to lay out.',
    why: 'Why',
    story: 'Its story',
    seen: (at: string) => `Seen first ${at}`,
    published: (at: string) => `Dated ${at}`,
    changed: (at: string) => `Changed by the feed ${at}`,
    editedForMail: (at: string) => `Changed for the mail ${at}`,
    topics: 'Topics',
    corrected: (at: string) => `Correction sent ${at}`,
    noTopic: 'No topic: it goes to readers who follow everything.',
    sameAs: 'The other one',
  },
  form: {
    title: 'Edit for the mail',
    lede: 'Only the mail changes. What your feed says stays beside it, and the next reading leaves your words alone.',
    headline: 'Title',
    headlineHint: (own: string) => `In the feed: “${own}”. Empty: as the feed has it.`,
    standfirst: 'Standfirst',
    standfirstHint: 'The lines above the text, 300 characters at most. Empty: as the feed has it.',
    picture: 'Picture',
    pictureOwn: 'As the feed has it',
    pictureOwnNone: 'The feed has none',
    pictureNone: 'No picture',
    pictureOther: 'Another picture',
    pictureUrl: 'Address of the picture',
    story: 'Story',
    storyHint:
      'The running story it belongs to, such as “Night ferry”. Readers can follow it: they get each further article of it at once.',
    upload: 'Upload a picture for the mail',
    save: 'Save for the mail',
    reset: 'Take everything as the feed has it',
    cancel: 'Back to the article',
    late: 'This article is mailed already, so its mail stays as it is.',
  },
};
export type ArticlesWords = typeof articlesEn;

/** What was decided, for the line with the way back. */
export const articleNoticesEn = {
  'article-dismissed': ({ title = '' }: Record<string, string>) =>
    `“${title}” is dropped. Nobody gets it by mail.`,
  'articles-dismissed': ({ count = '' }: Record<string, string>) =>
    `${others(Number(count))} dropped. Nobody gets them by mail.`,
  'article-held': ({ title = '' }: Record<string, string>) =>
    `“${title}” is held. It waits until somebody releases it.`,
  'articles-held': ({ count = '' }: Record<string, string>) =>
    `${others(Number(count))} held. They wait until somebody releases them.`,
  'article-released': ({ title = '', at = '' }: Record<string, string>) =>
    `“${title}” is released. It goes out ${at}.`,
  'articles-released': ({ count = '', at = '' }: Record<string, string>) =>
    `${others(Number(count))} released. The first goes out ${at}.`,
  'articles-settled': ({ old = '', count = '', at = '' }: Record<string, string>) =>
    `${others(Number(old))} dropped, ${count} released. The first goes out ${at}.`,
  'article-hurried': ({ title = '', at = '' }: Record<string, string>) => `“${title}” goes out ${at}.`,
  'article-picked': ({ title = '' }: Record<string, string>) =>
    `“${title}” stands first in the next digests.`,
  'article-unpicked': ({ title = '' }: Record<string, string>) =>
    `“${title}” stands in digests where its date puts it.`,
  'article-restored': 'Taken back. It is as it was before.',
  'articles-restored': ({ count = '' }: Record<string, string>) =>
    `Taken back: ${others(Number(count))}, as they were before.`,
  'articles-none-picked': 'Nothing was picked, so nothing changed. Tick articles first.',
  'articles-unchanged': 'Nothing changed: it was decided already, or it is being mailed.',
  'article-undo-late': 'Too late to take it back: it is being mailed, or somebody decided otherwise.',
  'article-edited': 'Saved for the mail. What your feed says stays beside it.',
  'article-reset': 'The mail says what your feed says again.',
};
