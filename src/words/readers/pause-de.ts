import type { PauseWords } from './pause-en.ts';

export const pauseDe: PauseWords = {
  heading: 'Pause machen',
  why: 'Wenn Sie zurückkommen, erzählt eine Mail, was inzwischen geschehen ist.',
  week: 'Eine Woche',
  twoWeeks: 'Zwei Wochen',
  month: 'Einen Monat',
  orUntil: 'Oder bis',
  pause: 'Pause beginnen',
  paused: (day) => `Pause bis ${day}`,
  pausedWhy: (when, comes) =>
    `Eine Mail erzählt, was inzwischen geschehen ist; sie kommt ${when}. Danach geht es weiter wie bisher, ${comes}.`,
  end: 'Pause jetzt beenden',
  ended: 'Ihre Pause ist zu Ende',
  anotherDate: 'Ein anderer Tag',
  notDay: 'Wählen Sie einen Tag, etwa 2027-05-01.',
  tooEarly: 'Wählen Sie einen Tag ab morgen.',
  tooLate: 'Wählen Sie einen Tag innerhalb eines Jahres.',
};
