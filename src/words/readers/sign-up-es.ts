import type { SignUpWords } from './sign-up-en.ts';

export const signUpEs: SignUpWords = {
  title: (name) => `Suscribirse a ${name}`,
  pleaseCheck: 'Revísalo: ',
  heading: (name) => `${name} en tu correo`,
  lead: (site) => `Los nuevos artículos de ${site}, por correo y tan a menudo como quieras.`,
  promises: [
    'A tu ritmo: cada artículo, una vez al día o una vez a la semana',
    'Nada hasta que confirmes',
    'Un clic para darte de baja, en cada correo',
  ],
  latest: 'Lo último',
  discover: (name) => `Descubre más de ${name}`,
  boxLead: 'Recibe los nuevos artículos por correo, tan a menudo como quieras.',
  consent: (name) =>
    `Al suscribirte aceptas recibir artículos de ${name} por correo. En cada correo puedes cambiar la frecuencia o darte de baja con un clic.`,
  email: 'Correo electrónico',
  subscribe: 'Suscribirme',
  onlySome: '¿Solo algunos temas?',
  tickNone: 'Si no marcas ninguno, recibes todo.',
  leaveEmpty: 'Deja este campo vacío',
  checkTitle: (name) => `Mira tu correo – ${name}`,
  check: 'Mira tu correo',
  checkLead: 'Un paso más: abre el correo que te estamos enviando y pulsa su botón.',
  slip: {
    typed: 'Has escrito',
    meant: '¿Querías decir',
    andThen: 'Entonces',
    again: 'escribe tu dirección otra vez',
  },
  comesFrom: 'Remitente:',
  nothingYet:
    '¿Nada después de unos minutos? Mira en la carpeta de spam. Tarda más cuando se suscribe mucha gente desde tu red, o si acabas de suscribirte a otro boletín.',
  stillNothing: {
    question: '¿Sigue sin llegar después de 15 minutos?',
    link: 'Escribe tu dirección otra vez',
    rest: 'y comprueba que no tenga errores. Te enviaremos un correo nuevo.',
  },
  blockedOnce: (contact) =>
    `¿Bloqueaste alguna vez tu dirección aquí o marcaste nuestro correo como spam? Entonces no podemos escribirte. Pide a ${contact} que lo cambie.`,
};
