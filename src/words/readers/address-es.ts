import type { AddressPageWords } from './address-en.ts';

export const addressEs: AddressPageWords = {
  heading: 'Usar otra dirección',
  now: [
    'Ahora los correos van a ',
    '. Escribimos a la nueva; en cuanto confirmes allí, todo se muda contigo: la frecuencia, los temas y los enlaces de los correos que ya tienes.',
  ],
  label: 'Dirección nueva',
  send: 'Enviarle un correo',
  back: 'Volver a mis preferencias',
  until: 'Hasta entonces todo sigue como está. Después del cambio, avisamos a la dirección anterior.',
  asked: ['Busca un correo en ', '. Su botón lleva allí tu suscripción.'],
  askedUntil: (day) =>
    `Funciona hasta el ${day}. ¿No ha llegado nada? Mira en la carpeta de spam o vuelve a pedirlo en un cuarto de hora.`,
  same: 'Tus correos ya llegan a esta dirección.',
  confirm: {
    heading: (name) => `¿Recibir ${name} en esta dirección?`,
    lead: (name, to, from) => `${name} llegará a ${to} y ya no a ${from}. Todo lo demás sigue igual.`,
    yes: 'Sí, usar esta dirección',
  },
  moved: {
    heading: 'Tus correos llegan ahora a esta dirección',
    lead: (name, to) => `${name} llega a ${to}. Todo lo demás sigue igual.`,
  },
  taken: {
    heading: (name) => `Esta dirección ya recibe ${name}`,
    lead: (from) =>
      `No se ha cambiado nada. Para que no lleguen más correos a ${from}, pulsa «Darse de baja» en uno de ellos.`,
  },
  expired:
    'Los enlaces a una dirección nueva funcionan durante siete días. Cada correo lleva a tus preferencias, donde puedes pedir otro.',
  keep: {
    heading: '¿Conservar tu dirección anterior?',
    lead: (name, to, from) => `${name} llegaba a ${from} y ahora llega a ${to}. Puedes deshacer el cambio.`,
    goOn: 'Continuar',
  },
  sure: {
    heading: (from) => `¿Usar ${from} otra vez?`,
    lead: (day) =>
      `También se deshacen los cambios de dirección que se hicieron después. Puedes hacerlo hasta el ${day}.`,
    yes: 'Sí, deshacer el cambio',
  },
  kept: {
    heading: 'Vuelves a tu dirección anterior',
    lead: (name, from) => `${name} llega otra vez a ${from}.`,
  },
  late: {
    heading: 'Ya no se puede deshacer',
    lead: (name) =>
      `Un cambio de dirección se puede deshacer durante siete días. Para recibir ${name} en la dirección anterior, inscríbela de nuevo.`,
  },
};
