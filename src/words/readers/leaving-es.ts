import { pluralIn } from '../plural.ts';
import type { LeavingWords } from './leaving-en.ts';

const plural = pluralIn('es');

export const leavingEs: LeavingWords = {
  title: (name) => `Darse de baja de ${name}`,
  heading: (name) => `¿Darte de baja de ${name}?`,
  noMore: 'no recibirá más artículos a partir de ahora.',
  unsubscribe: 'Darme de baja',
  changedMind: '¿Has cambiado de idea? Cierra esta página y todo sigue como está.',
  fewer: 'O solo menos correos',
  instead: {
    each: 'Mejor cada artículo',
    daily: 'Mejor una vez al día',
    weekly: 'Mejor una vez a la semana',
  },
  pauseMonth: 'Un mes de pausa',
  back: (day) => `vuelta el ${day}`,
  ratherThan: (fewer, now) =>
    `${plural(fewer, { one: '# correo', other: '# correos' })} a la semana en lugar de ${now}`,
  someTopics: 'Solo algunos temas',
  allNow: 'ahora los recibes todos',
  leftTitle: (name) => `Te has dado de baja de ${name}`,
  left: 'Te has dado de baja.',
  leftWhy: (name) => [`Ya no se enviarán artículos de ${name} a `, '.'],
  undo: 'Ha sido un error: deshacer',
  undoUntil: (time) => `posible hasta las ${time}`,
  why: {
    heading: '¿Nos dices por qué?',
    hint: 'Solo si quieres: se cuenta sin tu dirección.',
    reasons: {
      'too-many': 'Demasiados correos',
      topics: 'No son mis temas',
      'on-site': 'Lo leo en el sitio',
      unasked: 'Nunca me suscribí',
      other: 'Otra cosa',
    },
    send: 'Enviar',
    thanks: 'Gracias. Queda contado.',
  },
  barred: (contact) =>
    `La dirección está bloqueada: no se le puede enviar ningún boletín. ¿Quieres volver a recibir correos? Escribe a ${contact}.`,
  again: 'Suscribirme otra vez',
  all: 'Darme de baja de todos los boletines de este sitio',
  backTitle: (name) => `Vuelves a tener tu suscripción a ${name}`,
  welcomeBack: 'Qué bien tenerte de vuelta.',
  choices: 'Ver mis opciones',
  asBefore: (name) => [`Los artículos de ${name} siguen llegando como antes a `, '.'],
};
