import { pluralIn } from '../plural.ts';
import { atEs } from './joints.ts';
import type { RhythmPageWords } from './rhythm-en.ts';

const plural = pluralIn('es');

export const rhythmEs: RhythmPageWords = {
  howOften: '¿Cada cuánto?',
  labels: { each: 'Cada artículo', daily: 'Una vez al día', weekly: 'Una vez a la semana' },
  aWeek: {
    each: (count) =>
      plural(count, { one: 'cerca de # correo a la semana', other: 'unos # correos a la semana' }),
    daily: (count) => plural(count, { one: '# correo a la semana', other: '# correos a la semana' }),
    weekly: () => '1 correo a la semana',
  },
  means: { each: 'un correo al instante', daily: 'el día en un correo', weekly: 'la semana en un correo' },
  comes: {
    each: () => 'con un correo por cada artículo',
    daily: (_weekday, time) => `una vez al día ${atEs(time)}`,
    weekly: (weekday, time) => `una vez a la semana, cada ${weekday} ${atEs(time)}`,
  },
  nextMail: (when) => `El próximo correo llega ${when}, si hay novedades hasta entonces.`,
  nextWithArticle: 'El próximo correo llega con el próximo artículo.',
  nextAfterPause: (when) => `Tus correos están en pausa. El próximo llega ${when}.`,
  ask: {
    each: '¿Un correo por cada artículo a partir de ahora?',
    daily: '¿Una vez al día a partir de ahora?',
    weekly: '¿Una vez a la semana a partir de ahora?',
  },
  keepAsk: '¿Dejarlo como estaba?',
  keepWhy: (name, comesNow) => `A quienes no han elegido, ${name} les llega ahora ${comesNow}.`,
  yes: { each: 'Sí, cada artículo', daily: 'Sí, una vez al día', weekly: 'Sí, una vez a la semana' },
  would: {
    each: () => 'Un correo en cuanto aparezca un artículo',
    daily: (_weekday, time) => `Un correo al día ${atEs(time)}`,
    weekly: (weekday, time) => `Un correo cada ${weekday} ${atEs(time)}`,
  },
  ratherThan: {
    each: 'en lugar de uno por artículo.',
    daily: 'en lugar de uno al día.',
    weekly: 'en lugar de uno a la semana.',
  },
  isKept: 'Lo que aún no se te ha enviado llegará igualmente.',
  nothingYet: 'Todavía no ha cambiado nada.',
  allChoices: 'Ver todas las opciones',
  already: {
    each: 'Ya recibes un correo por cada artículo',
    daily: 'Ya recibes un correo al día',
    weekly: 'Ya recibes un correo a la semana',
  },
  done: {
    each: 'Hecho: cada artículo',
    daily: 'Hecho: una vez al día',
    weekly: 'Hecho: una vez a la semana',
  },
  undo: {
    each: 'Deshacer: cada artículo',
    daily: 'Deshacer: una vez al día',
    weekly: 'Deshacer: una vez a la semana',
  },
  choose: '¿Cuántos correos quieres?',
  notReader: 'No se te envía ningún correo',
  notReaderWhy: (name) => `Ahora mismo no tienes una suscripción a ${name}, así que no se ha cambiado nada.`,
  subscribe: 'Suscribirme',
};
