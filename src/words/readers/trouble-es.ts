import { pluralIn } from '../plural.ts';
import type { TroubleWords } from './trouble-en.ts';

const plural = pluralIn('es');

export const troubleEs: TroubleWords = {
  headings: {
    page: 'Aquí no hay nada',
    link: 'Este enlace no funciona',
    refused: 'No ha funcionado',
    large: 'Es demasiado grande',
    check: 'Revisa lo que has escrito',
    'too-many': 'Un momento, por favor',
    ours: 'Algo ha fallado',
    busy: 'Volvemos en un minuto',
  },
  says: {
    page: 'Esta página no existe. Quizá la dirección tenga un error.',
    link: 'Está incompleto, o un correo más reciente lo ha sustituido. Usa el enlace del último correo.',
    refused: 'No se ha podido leer la solicitud. Vuelve atrás e inténtalo otra vez.',
    large: 'Se ha enviado más de lo que cabe aquí.',
    check: 'Algo del formulario no está bien. Vuelve atrás y revísalo.',
    'too-many': 'Esto ha pasado muchas veces hace un momento.',
    ours: 'El fallo es nuestro. Inténtalo otra vez en un minuto.',
    busy: 'Ahora mismo no es posible. Inténtalo otra vez en un minuto.',
  },
  tooOften: {
    changes: 'Tus opciones han cambiado muchas veces hoy. Este cambio no se ha guardado.',
    undos: 'Hoy ya lo has deshecho muchas veces. No se ha cambiado nada.',
    network: 'Muchísimas personas de tu red acaban de suscribirse.',
  },
  byMail: (address) =>
    `También funciona por correo, ahora mismo: envía un correo vacío a ${address} y responde al nuestro.`,
  inMinutes: (minutes) =>
    plural(minutes, {
      one: 'Inténtalo otra vez en un minuto.',
      other: 'Inténtalo otra vez en # minutos.',
    }),
  inHours: (hours) =>
    plural(hours, { one: 'Inténtalo otra vez en una hora.', other: 'Inténtalo otra vez en # horas.' }),
  start: 'Ir a la página de inicio',
  tell: (id) => `Si sigue pasando, danos este número: ${id}`,
  noEmail: 'Escribe tu dirección de correo.',
  email: 'Escribe una dirección de correo válida, por ejemplo nombre@example.org.',
  field: 'Recarga la página e inténtalo otra vez.',
  gone: {
    heading: 'Este enlace ya no se usa',
    lead: 'Era de una persona cuyos datos ya no se guardan aquí. No muestra nada, no cambia nada y no envía ningún correo.',
    newest: '¿Sigues recibiendo correos? Usa el enlace del más reciente.',
  },
  test: {
    title: 'Un enlace de un correo de prueba',
    heading: 'Todo en orden: era un correo de prueba',
    lead: 'En un correo de verdad, este enlace sirve para darse de baja y cambiar las opciones. Los enlaces de un correo de prueba no son de nadie, así que no se ha cambiado nada.',
  },
  home: {
    heading: 'Boletines',
    subscribe: 'Suscribirme',
    subscribeTo: (name) => `Suscribirme a ${name}`,
    quiet: 'Desde aquí se envían boletines',
    quietWhy:
      'Puedes suscribirte en sus sitios. Cada correo lleva enlaces para darte de baja y para cambiar tus opciones.',
  },
};
