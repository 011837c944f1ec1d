import type { OwnDataWords } from './own-data-en.ts';

export const ownDataEs: OwnDataWords = {
  send: 'Enviarme el enlace',
  title: (name) => `Tus datos – ${name}`,
  sent: 'Mira tu bandeja de entrada',
  lead: ['Un enlace va en camino a ', '. Funciona durante un día.'],
  file: [
    'Un archivo con todo lo que se guarda sobre ',
    ': dirección, opciones, consentimiento y qué correos se enviaron y cuándo.',
  ],
  expired: 'Este enlace ha caducado',
  expiredWhy: 'Funcionaba durante un día. Puedes pedir otro junto a tus opciones.',
  states: {
    open: () => 'Como los correos se reenvían, primero enviamos un enlace a esta dirección.',
    'no-mail': (contact) =>
      `No se puede enviar correo a esta dirección. Para tus datos, escribe a ${contact}.`,
    'just-moved': (contact) =>
      `Durante siete días después de un cambio de dirección no se pueden pedir aquí tus datos. ¿Los necesitas ahora? Escribe a ${contact}.`,
  },
};
