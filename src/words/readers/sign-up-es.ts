import type { SignUpWords } from './sign-up-en.ts';

export const signUpEs: SignUpWords = {
  title: (name) => `Suscribirse a ${name}`,
  pleaseCheck: 'Revísalo: ',
  heading: (name) => `${name} en tu correo`,
  lead: (site) => `Los nuevos artículos de ${site}, por correo y tan a menudo como quieras.`,
  untilConfirmed: 'No enviamos nada hasta que confirmes.',
  latest: 'Lo último',
  pastMails: 'Ver antes los correos anteriores',
  discover: (name) => `Descubre más de ${name}`,
  boxLead: 'Recibe los nuevos artículos por correo, tan a menudo como quieras.',
  consent: (name) =>
    `Al suscribirte aceptas recibir artículos de ${name} por correo. En cada correo puedes cambiar la frecuencia o darte de baja con un clic.`,
  email: 'Correo electrónico',
  subscribe: 'Suscribirme',
  onlySome: '¿Solo algunos temas?',
  tickNone: 'Si no marcas ninguno, recibes todo.',
  together: '¿Quieres también estos, con la misma confirmación?',
  leaveEmpty: 'Deja este campo vacío',
  slip: { didYouMean: '¿Querías decir {address}?', changeIt: 'Sí, cámbiala', keepIt: 'No, es correcta' },
  backToForm: 'Volver al formulario',
};
