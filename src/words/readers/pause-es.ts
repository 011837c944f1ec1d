import type { PauseWords } from './pause-en.ts';

export const pauseEs: PauseWords = {
  heading: 'Hacer una pausa',
  why: 'Cuando vuelvas, un correo te cuenta lo que ha pasado mientras tanto.',
  week: 'Una semana',
  twoWeeks: 'Dos semanas',
  month: 'Un mes',
  orUntil: 'O hasta el',
  pause: 'Empezar la pausa',
  paused: (day) => `En pausa hasta el ${day}`,
  pausedWhy: (when, comes) =>
    `Un correo te contará lo que ha pasado mientras tanto; llega ${when}. Después todo sigue como antes, ${comes}.`,
  end: 'Terminar la pausa ahora',
  ended: 'Tu pausa ha terminado',
  anotherDate: 'Otra fecha',
  notDay: 'Elige un día, por ejemplo 2027-05-01.',
  tooEarly: 'Elige un día a partir de mañana.',
  tooLate: 'Elige un día dentro del próximo año.',
};
