import type { FollowWords } from './follow-en.ts';

export const spanishFollow: FollowWords = {
  heading: 'Seguir esto',
  how: (days) =>
    `Un correo al momento cuando haya novedades, sea cual sea su ritmo. Termina por sí solo tras ${days} días sin novedades.`,
  link: {
    story: (name) => `Seguir la historia «${name}»`,
    author: (name) => `Seguir a ${name}`,
    tag: (name) => `Seguir #${name}`,
  },
  why: {
    daily: (name, site) =>
      `Recibe este correo al momento, además de su correo diario de ${name} (${site}), porque sigue algo de lo que trata.`,
    weekly: (name, site) =>
      `Recibe este correo al momento, además de su correo semanal de ${name} (${site}), porque sigue algo de lo que trata.`,
  },
  beside: {
    daily: 'Recibe un correo al día, y este al momento porque lo sigue. Un toque cambia el ritmo.',
    weekly: 'Recibe un correo a la semana, y este al momento porque lo sigue. Un toque cambia el ritmo.',
  },
};
