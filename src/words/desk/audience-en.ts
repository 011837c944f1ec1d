/** Who gets a letter, and who does not. Counts are as the person writes numbers. */
export const audienceEn = {
  peopleNow: (count: number, shown: string) => `${shown} ${count === 1 ? 'person' : 'people'} now`,
  about: (shown: string) => `about ${shown}`,
  getIt: (count: number) => (count === 1 ? 'reader gets' : 'readers get') + ' it if it goes out now.',
  takes: (duration: string) => `That takes about ${duration}.`,
  countingExactly: 'This is about right; the exact figure follows.',
  leftOut: 'Left out',
  nobodyLeftOut: 'Nobody is left out.',
  byDomain: 'By mail domain',
};
export type AudienceWords = typeof audienceEn;
