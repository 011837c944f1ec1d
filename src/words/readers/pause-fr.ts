import type { PauseWords } from './pause-en.ts';

export const pauseFr: PauseWords = {
  heading: 'Faire une pause',
  why: 'À votre retour, un e-mail vous raconte ce qui s’est passé entre-temps.',
  week: 'Une semaine',
  twoWeeks: 'Deux semaines',
  month: 'Un mois',
  orUntil: 'Ou jusqu’au',
  pause: 'Commencer la pause',
  paused: (day) => `En pause jusqu’au ${day}`,
  pausedWhy: (when, comes) =>
    `Un e-mail vous racontera ce qui s’est passé entre-temps ; il arrive ${when}. Ensuite, tout reprend comme avant, ${comes}.`,
  end: 'Finir la pause maintenant',
  ended: 'Votre pause est terminée',
  anotherDate: 'Une autre date',
  notDay: 'Choisissez un jour, par exemple 2027-05-01.',
  tooEarly: 'Choisissez un jour à partir de demain.',
  tooLate: 'Choisissez un jour dans l’année qui vient.',
};
