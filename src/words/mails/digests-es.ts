import type { CorrectionWords, DigestWords, RhythmWords } from './digests-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('es');

export const spanishDigest: DigestWords = {
  names: {
    daily: 'Resumen del día',
    weekly: 'Resumen de la semana',
    'busy-day': 'Fin de un día con muchas noticias',
    'catch-up': 'Hola de nuevo',
  },
  subject: (titles, more) => [titles.join(', '), ...(more > 0 ? [`y ${more} más`] : [])].join(' '),
  week: (day) => `Tu semana hasta el ${day}`,
  busyDay: (count) =>
    plural(count, {
      one: 'Un día intenso: un artículo más',
      other: 'Un día intenso: # artículos más',
    }),
  welcomeBack: 'Te damos la bienvenida de nuevo',
  articles: (count) => plural(count, { one: '# artículo', other: '# artículos' }),
  minutes: (count) =>
    plural(count, { one: 'cerca de # minuto de lectura', other: 'unos # minutos de lectura' }),
  startWith: (count) => `${count} para empezar:`,
  busy: (count) =>
    plural(count, {
      one: 'Hoy ha habido muchos correos. Este artículo ha esperado para dar un descanso a tu buzón.',
      other: 'Hoy ha habido muchos correos. En lugar de # más, aquí van en uno solo.',
    }),
  afterPause:
    'Tu pausa ha terminado. Estos artículos aparecieron mientras tanto, los mejores primero y 50 como máximo. No se enviará nada más con retraso.',
  whyAfterPause: (name) => `Recibes este correo porque tu pausa de ${name} ha terminado.`,
  further: 'Además',
  readStory: 'Leer el artículo',
};

export const spanishRhythm: RhythmWords = {
  heading: '¿Cuántos correos quieres?',
  why: {
    each: 'Recibes un correo por cada artículo. Un toque abre una página con un solo botón.',
    daily: 'Recibes un correo al día. Un toque abre una página con un solo botón.',
    weekly: 'Recibes un correo a la semana. Un toque abre una página con un solo botón.',
  },
  whyNone: 'Un toque abre una página con un solo botón.',
  labels: { each: 'Cada artículo', daily: 'Una vez al día', weekly: 'Una vez a la semana' },
  now: (label) => `${label} (ahora)`,
  means: { each: 'al publicarse', daily: 'hasta 7 por semana', weekly: '1 por semana' },
  pause: 'Pausar los correos',
  untilDate: 'hasta una fecha',
  changed: {
    each: 'Hasta ahora recibías un correo por cada artículo. Eso ha cambiado.',
    daily: 'Hasta ahora recibías un correo al día. Eso ha cambiado.',
    weekly: 'Hasta ahora recibías un correo a la semana. Eso ha cambiado.',
  },
  keep: 'Dejarlo como estaba',
};

export const spanishCorrection: CorrectionWords = {
  subject: (title) => `Corrección: ${title}`,
  heading: 'Una corrección',
  about: (title) =>
    `Nuestro correo sobre «${title}» tenía un error. Te llegó a ti, así que también te llega la corrección.`,
  button: 'Leer el artículo corregido',
  why: (name) =>
    `Recibes este correo porque ${name} te envió el artículo con el error. Las correcciones llegan enseguida, sea cual sea tu ritmo.`,
};
