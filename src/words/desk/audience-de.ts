import type { AudienceWords } from './audience-en.ts';

export const audienceDe: AudienceWords = {
  peopleNow: (count, shown) => `jetzt ${shown} ${count === 1 ? 'Person' : 'Personen'}`,
  about: (shown) => `etwa ${shown}`,
  getIt: (count) =>
    (count === 1 ? 'Person bekommt' : 'Personen bekommen') + ' sie, wenn sie jetzt hinausgeht.',
  takes: (duration) => `Das dauert etwa ${duration}.`,
  countingExactly: 'Das stimmt ungefähr; die genaue Zahl folgt.',
  leftOut: 'Ausgelassen',
  nobodyLeftOut: 'Niemand wird ausgelassen.',
  byDomain: 'Nach Mail-Domain',
};
