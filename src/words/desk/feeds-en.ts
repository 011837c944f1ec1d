import { countEn } from './count.ts';

/** Where articles come from. */
export const feedsEn = {
  title: 'Feeds',
  lede: 'Where your articles come from, and how well Paperround can read them.',
  feed: (name: string) => `Feed “${name}”`,
  add: 'Add a feed',
  none: 'No feed yet',
  noneText: 'Give the address of your site: Paperround finds its feed.',
  readLast: 'Read last',
  never: 'not yet',
  readsAgain: 'Reads again',
  notRead: 'not read',
  every: (minutes: string) => `every ${minutes} minutes`,
  everyWished: (minutes: string) => `every ${minutes} minutes, or as the feed asks`,
  newThisWeek: 'New this week',
  asUsual: (least: string, most: string) =>
    least === most ? `as usual: ${least}` : `as usual: ${least} to ${most}`,
  pictures: 'With a picture',
  ofNewest: (count: string) => `of the newest ${count}`,
  unchanged: 'unchanged',
  brought: (fresh: number) => (fresh === 0 ? 'nothing new' : `${fresh} new`),
  heldThen: (held: number) => `${held} held`,
  failed: 'failed',
  noAnswer: 'no answer',
  milliseconds: (text: string) => `${text} ms`,
  saw: 'What we saw',
  sawLede: 'The newest entries in the feed, and what became of them.',
  sawNone: 'Nothing yet: the first reading follows within a minute.',
  entry: 'Entry',
  dated: 'Dated',
  verdict: 'Verdict',
  why: 'Why',
  undated: 'no date',
  doctor: 'Doctor',
  doctorFine: 'Paperround found nothing that its makers should do better.',
  noPictures: (without: number, all: number) =>
    `${countEn(without, 'entry', 'entries')} of ${all} ${without === 1 ? 'has' : 'have'} no picture`,
  noPicturesHint: 'You can set a picture for the mail of one article.',
  history: 'Last 14 days',
  day: (day: string, reads: string, failed: number) =>
    `${day}: ${reads} ${reads === '1' ? 'reading' : 'readings'}, ${failed === 0 ? 'none failed' : `${failed} failed`}`,
  readings: 'Readings',
  allReadings: 'The newest readings',
  time: 'Time',
  outcome: 'Outcome',
  answer: 'Answer',
  size: 'Size',
  took: 'Took',
  ifItFails: 'If it fails',
  ifItFailsText:
    'Paperround tries again, after longer and longer pauses. After three failures or an hour, admins get a mail. Articles that wait for their mail are sent as they were read last.',
  failingSince: (reason: string) =>
    `${reason} Paperround tries again by itself; “Read it now” tries at once.`,
  goneText: (reason: string) =>
    `${reason} It is not read any more. Change its address, read it again, or remove it.`,
  pausedText: 'It is paused: Paperround does not read it until you resume it.',
  readNow: 'Read it now',
  edit: 'Edit',
  pause: 'Pause',
  resume: 'Resume',
  remove: 'Remove',
  more: (name: string) => `More for: ${name}`,
  articles: 'Its articles',
  openFeed: 'Open the feed',
  form: {
    addTitle: 'Add a feed',
    addLede:
      'The address of your site or of its feed. What is in it today counts as old and is not mailed; the next article is.',
    url: 'Address',
    urlHint: 'Such as https://site.example, or of an RSS, Atom or JSON feed.',
    add: 'Add this feed',
    found: 'This is a web page. Paperround found its feed:',
    foundSome: (count: number) => `This is a web page. Paperround found ${count} feeds:`,
    otherAddress: 'Another address',
    editTitle: (name: string) => `Edit the feed “${name}”`,
    editUrlHint:
      'If most of its articles are known, the feed moved. If not, what is in it now is not mailed.',
    pollMinutes: 'Minutes between readings',
    pollMinutesHint: '5 to 1,440. Your number beats what the feed asks for.',
    save: 'Save',
    cancel: 'Back',
  },
  removal: {
    title: (name: string) => `Remove the feed “${name}”?`,
    lede: 'It is not read any more.',
    waiting: (count: number) =>
      count === 0
        ? 'No article of it waits for its mail.'
        : `${countEn(count, 'article', 'articles')} of it ${count === 1 ? 'waits' : 'wait'} for ${count === 1 ? 'its' : 'their'} mail. Paperround will hold ${count === 1 ? 'it' : 'them'} until you decide.`,
    known: 'What it brought stays known. If you add the feed again, nothing is mailed twice.',
    remove: 'Remove this feed',
    keep: 'Keep it',
    pauseInstead: 'Pause it instead',
  },
};
export type FeedsWords = typeof feedsEn;

export const feedNoticesEn = {
  'feed-added': ({ name = '' }: Record<string, string>) =>
    `“${name}” is added. Its first reading follows within a minute; what is in it now is not mailed.`,
  'feed-read': ({ fresh = '' }: Record<string, string>) =>
    fresh === '0' ? 'Read. Nothing new.' : `Read. New: ${countEn(Number(fresh), 'article', 'articles')}.`,
  'feed-unread': 'It could not be read. The reason is below.',
  'feed-busy': 'It is being read at this moment. Look again in a minute.',
  'feed-paused': ({ name = '' }: Record<string, string>) =>
    `“${name}” is paused. It is not read until you resume it.`,
  'feed-resumed': ({ name = '' }: Record<string, string>) => `“${name}” is read again.`,
  'feed-changed': 'The feed is saved.',
  'feed-removed': ({ name = '' }: Record<string, string>) => `“${name}” is removed. Its articles stay known.`,
  'feed-restored': 'The feed is back as it was.',
};
