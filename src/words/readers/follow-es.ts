import { pluralIn } from '../plural.ts';
import type { FollowPageWords } from './follow-en.ts';

const plural = pluralIn('es');

export const followEs: FollowPageWords = {
  ask: {
    story: (name) => `¿Seguir «${name}»?`,
    author: (name) => `¿Seguir a ${name}?`,
    tag: (name) => `¿Seguir #${name}?`,
  },
  would: {
    each: 'Un correo al momento cuando haya novedades, también fuera de sus temas.',
    daily: 'Un correo al momento cuando haya novedades, además de su correo diario.',
    weekly: 'Un correo al momento cuando haya novedades, además de su correo semanal.',
  },
  endsByItself: (days) => `Termina por sí solo tras ${days} días sin novedades.`,
  soFar: (articles, weeks) =>
    `Hasta ahora: ${plural(articles, { one: '# artículo', other: '# artículos' })} en ${weeks} semanas.`,
  yes: 'Sí, seguir',
  name: {
    story: (name) => `Historia «${name}»`,
    author: (name) => `Todo de ${name}`,
    tag: (name) => `Todo sobre #${name}`,
  },
  follows: (what) => `Usted sigue: ${what}`,
  no: (what) => `Ya no sigue: ${what}`,
  endsOn: (day) => `Sin novedades, termina el ${day}.`,
  ended: (day) => `Terminó por sí solo el ${day}: no hubo novedades.`,
  stop: 'Dejar de seguir',
  again: 'Volver a seguir',
  heading: 'Lo que sigue',
  gone: 'Aquí ya no hay nada que seguir',
  goneWhy: (name) => `${name} no ha tenido nada nuevo al respecto desde hace tiempo. Nada ha cambiado.`,
  tooMany: (most) => `Ya sigue ${most} cosas. Deje antes una de ellas.`,
};
