import type { PauseWords } from './pause-en.ts';

export const pausePt: PauseWords = {
  heading: 'Fazer uma pausa',
  why: 'Quando você voltar, um e-mail conta o que aconteceu nesse meio-tempo.',
  week: 'Uma semana',
  twoWeeks: 'Duas semanas',
  month: 'Um mês',
  orUntil: 'Ou até',
  pause: 'Começar a pausa',
  paused: (day) => `Em pausa até ${day}`,
  pausedWhy: (when, comes) =>
    `Um e-mail vai contar o que aconteceu nesse meio-tempo; ele chega ${when}. Depois tudo continua como antes, ${comes}.`,
  end: 'Encerrar a pausa agora',
  ended: 'Sua pausa terminou',
  anotherDate: 'Outra data',
  notDay: 'Escolha um dia, por exemplo 2027-05-01.',
  tooEarly: 'Escolha um dia a partir de amanhã.',
  tooLate: 'Escolha um dia dentro de um ano.',
};
