import { countEn } from './count.ts';

const readers = (count: number, isExact: boolean) =>
  `${isExact ? '' : 'about '}${countEn(count, 'reader', 'readers')}`;

/** Checking a send, choosing its time, and what can be done while it waits. */
export const scheduleEn = {
  title: 'Check and schedule',

  // Check.
  check: 'Check',
  checkAgain: 'Check again',
  nothingBlocks: 'Nothing is blocking it.',
  itCannotGo: 'It cannot go out yet.',
  toLookAt: (count: number) =>
    count === 0
      ? ''
      : count === 1
        ? 'One thing to look at.'
        : `${countEn(count, 'thing', 'things')} to look at.`,
  toMend: (count: number) =>
    count === 1
      ? 'One thing has to be mended first.'
      : `${countEn(count, 'thing has', 'things have')} to be mended first.`,
  stillLooking: (what: string) => `Still being looked at: ${what}.`,
  notChecked: (what: string) => `Could not be checked from here: ${what}.`,
  aspects: { links: 'links', pictures: 'pictures', sender: 'DNS of the sender' },
  aspectOther: 'other things',
  passed: (count: number) => countEn(count, 'check passed', 'checks passed'),
  changeSubject: 'Change the subject',
  changeText: 'Change the text',
  changeTextAt: (line: string) => `Change line ${line}`,
  changeSettings: 'Open the settings',
  changeAudience: 'Change the audience',
  changePicks: 'Choose its articles',
  changeArticle: 'Open the articles',
  makeSmaller: 'Make it smaller',
  showMe: 'Show me',
  ignore: 'Ignore this',
  ignoreThat: (what: string) => `Ignore this: ${what}`,
  heed: 'Take that back',
  ignoredBy: (name: string, moment: string) => `${name} ignored this, ${moment}.`,
  somebody: 'Somebody',
  inTheInbox: 'In the inbox',
  preview: 'Preview',
  sendTest: 'Send a test',

  // When.
  when: 'When',
  whenLegend: 'When it goes out',
  now: 'Now',
  nowMeans: (seconds: number) =>
    seconds === 0
      ? 'It goes out at once.'
      : `You can undo this for ${seconds === 60 ? '60 seconds' : countEn(seconds, 'second', 'seconds')}.`,
  atTime: (city: string) => `At a time in ${city}`,
  today: 'Today',
  tomorrow: 'Tomorrow',
  anotherDay: 'Another day',
  day: 'Day',
  time: 'Time, 24 hours',
  timeZone: 'Time zone',
  otherZone: (zone: string) => `${zone}: choose another time zone`,
  sayIt: 'Say what this means',
  summaryNow: (subject: string, count: number, isExact: boolean, seconds: number) =>
    `“${subject}” goes to ${readers(count, isExact)} ${seconds === 0 ? 'at once' : `in ${countEn(seconds, 'second', 'seconds')}, unless you undo it`}.`,
  summaryAt: (
    subject: string,
    count: number,
    isExact: boolean,
    moment: string,
    city: string,
    relative: string,
  ) => `“${subject}” goes to ${readers(count, isExact)} on ${moment} in ${city}, ${relative}.`,
  takes: (duration: string, rate: string) => `That takes about ${duration} at ${rate} a second.`,
  nobodyNow: 'Nobody would get it at the moment.',
  pastAt: (time: string) => `${time} has passed. Choose a later time.`,
  noSuchTime: 'The time must be one of 24 hours, such as 7, 7:30 or 17:30.',
  noSuchDay: 'Choose a day.',
  noSuchZone: 'This is no time zone.',
  alsoThatDay: (list: string) => `Also that day: ${list}.`,
  alsoOne: (subject: string, time: string) => `“${subject}” at ${time}`,
  sendNow: (count: number, isExact: boolean) => `Send to ${readers(count, isExact)} now`,
  scheduleFor: (day: string, time: string) => `Schedule for ${day}${time && ` ${time}`}`,
  scheduleOther: 'Schedule',
  until:
    'Until then you can move it, take it back or cancel it. Afterwards, pause and cancel still work for those who have not had it.',
  blocked: (what: string) => `It cannot be scheduled: ${what}`,
  mayNotSend: 'You may write, but not send. Ask somebody who may to schedule it.',
  changedMeanwhile:
    'Somebody changed the text after you opened this page. Look at it again, then schedule it.',
  isUnderWay: 'It is going out already.',

  // Scheduled.
  goesOutIn: 'Goes out',
  anyMoment: 'any moment now',
  at: (moment: string, zone: string) => `${moment} (${zone})`,
  undoUntil: (time: string) => `Goes out at ${time}. Nobody has it yet.`,
  secondsLeft: 'Seconds left to undo',
  move: 'Move',
  takeBack: 'Take back and edit',
  takeBackMeans: 'It becomes a draft again. Nobody gets it until you schedule it anew.',
  cancel: 'Cancel',
  cancelMeans: 'It is over. Nobody gets it.',
  cancelDigestMeans: 'Nobody gets this one. Its articles come with the next one, so nothing is lost.',
  sendItNow: 'Send now',
  sendNowMeans: (count: number, isExact: boolean) => `It goes to ${readers(count, isExact)} at once.`,
  skipMeans: 'It goes out at once, and cannot be undone any more.',
  whoGetsIt: 'Who gets it',
  readersNow: 'Readers now',
  readersAbout: 'Readers, about',
  countedAgain:
    'Counted again just before it goes out: people who join by then get it, people who leave do not.',
  theMail: 'The mail',
  asReadersGetIt: 'The mail as readers get it',
  openPreview: 'Open the preview',

  // Held.
  isHeld: 'It does not go out by itself.',
  heldMeans: 'Nobody gets it until somebody decides.',
  heldDigestMeans:
    'Nobody gets it until somebody decides. Until then its articles come with the next one, so nothing is lost.',
  decide: 'Decide',
  review: 'Review it',
  release: 'Release it',
  releaseMeans: (count: number, isExact: boolean) => `It goes to ${readers(count, isExact)} now.`,
  releaseRest: 'It goes on where it was.',
  moveMeans: 'It goes out at the time that you choose.',
  moveOnlyThis: 'Only this one moves: the next digest has its usual time.',
  drop: 'Drop it',
  dropMeans: 'It never goes out. You cannot undo this.',

  // Too late.
  tooLateTitle: 'It is too late to undo',
  tooLate: 'It was going out already when you pressed the button.',
  tooLatePause: 'Pause it to stop it for everybody who has not had it.',
  pause: 'Pause',
  openSend: 'Open the send',
};
export type ScheduleWords = typeof scheduleEn;
