import type { HistoryWords } from './history-en.ts';

export const historyEs: HistoryWords = {
  heading: 'Qué ha pasado hasta ahora',
  lead: ['Cada sí y cada no registrados para ', ', primero el más reciente.'],
  requested: 'Se introdujo esta dirección para suscribirse.',
  on: (page) => `Fue en ${page}.`,
  said: (text) => `Decía: «${text}»`,
  confirmedBy: {
    code: 'Confirmaste con el código de nuestro correo.',
    link: 'Confirmaste con el botón de nuestro correo.',
  },
  imported: 'El boletín tomó tu dirección de una lista.',
  changed: (what) => `Cambiaste: ${what}.`,
  changedFor: (what) => `El boletín cambió por ti: ${what}.`,
  oneClick: 'Te diste de baja con un clic en tu programa de correo.',
  left: 'Te diste de baja.',
  leftFor: 'El boletín te dio de baja.',
  back: 'Lo deshiciste: los correos siguen.',
  address: {
    asked: 'Se pidió un cambio de dirección.',
    moved: 'Los correos van a otra dirección.',
    restored: 'Se deshizo el cambio de dirección.',
  },
  fields: {
    rhythm: 'la frecuencia de los correos',
    topicIds: 'los temas',
    follows: 'lo que sigue',
    localHour: 'la hora',
    timeZone: 'la zona horaria',
    busyDayCap: 'cuántos correos llegan al día',
    pausedUntil: 'la pausa',
    language: 'el idioma',
    name: 'el nombre',
  },
  none: 'Aún no hay nada registrado.',
  noTracking: 'No se registra si abres un correo o haces clic en él.',
};
