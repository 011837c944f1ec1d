/** Breaks from mail. */
export interface PauseWords {
  heading: string;
  why: string;
  week: string;
  twoWeeks: string;
  month: string;
  orUntil: string;
  pause: string;
  /** Such as “Paused until Monday 4 January”. */
  paused(day: string): string;
  pausedWhy(when: string, comes: string): string;
  end: string;
  ended: string;
  anotherDate: string;
  notDay: string;
  tooEarly: string;
  tooLate: string;
}

export const pauseEn: PauseWords = {
  heading: 'Take a break',
  why: 'When you return, one mail tells you what happened meanwhile.',
  week: 'One week',
  twoWeeks: 'Two weeks',
  month: 'One month',
  orUntil: 'Or until',
  pause: 'Pause',
  paused: (day) => `Paused until ${day}`,
  pausedWhy: (when, comes) =>
    `One mail tells you what happened meanwhile; it comes ${when}. After that it goes on as before, ${comes}.`,
  end: 'End the pause now',
  ended: 'Your pause is over',
  anotherDate: 'Another date',
  notDay: 'Choose a day, such as 2027-05-01.',
  tooEarly: 'Choose a day from tomorrow on.',
  tooLate: 'Choose a day within a year.',
};
