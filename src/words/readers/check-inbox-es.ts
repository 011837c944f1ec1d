import { pluralIn } from '../plural.ts';
import type { CheckInboxWords } from './check-inbox-en.ts';

const plural = pluralIn('es');

export const checkInboxEs: CheckInboxWords = {
  title: (name) => `Mira tu correo – ${name}`,
  heading: 'Mira tu correo',
  look: 'Busca un correo de {name} en {address}. Su asunto empieza con un código.',
  lookFor: 'Busca un correo de {name}. Su asunto empieza con un código.',
  code: 'Código de seis cifras',
  confirm: 'Confirmar',
  orButton: 'O pulsa el botón del correo: los dos hacen lo mismo.',
  open: (site) => `Abrir ${site}`,
  slip: {
    typed: 'Has escrito',
    meant: '¿Querías decir',
    andThen: 'Entonces',
    again: 'escribe tu dirección otra vez',
  },
  noMail: '¿Ningún correo después de dos minutos?',
  spam: 'Mira en la carpeta de spam',
  from: (address) => `de ${address}`,
  sendAgain: 'Enviarlo otra vez',
  sendAgainIn: 'Enviarlo otra vez (en {time})',
  threeADay: 'tres veces al día como máximo',
  another: 'Usar otra dirección',
  cameBack: '¿Nos ha vuelto?',
  thenSays: 'entonces lo dice esta página',
  slow: 'Tarda más cuando se suscribe mucha gente desde tu red, o si acabas de suscribirte a otro boletín.',
  blockedOnce: (contact) =>
    `¿Bloqueaste alguna vez tu dirección aquí o marcaste nuestro correo como spam? Entonces no podemos escribirte. Pide a ${contact} que lo cambie.`,
  sixDigits: 'Un código tiene seis cifras. Está en el asunto del correo.',
  wrong: (triesLeft) =>
    `Ese no es el código, o tiene más de 30 minutos. ${plural(triesLeft, { one: 'Queda un intento', other: 'Quedan # intentos' })}; lo más seguro es copiarlo del correo.`,
  spent: 'Tampoco es el código, así que ya no vale. El botón del correo sigue funcionando.',
  newCode: 'Enviar un código nuevo',
  bounced: {
    title: (name) => `Revisa tu dirección – ${name}`,
    heading: 'Nuestro correo nos ha vuelto',
    why: 'El servidor de correo de {domain} dice que {address} no existe. ¿Quizá un error al escribir?',
    check: 'Revisa esta dirección.',
  },
  already: {
    title: (name) => `Ya recibes ${name}`,
    heading: 'Ya estás en la lista',
    gets: '{address} recibe {name} {comes}.',
    chose: 'Acabas de elegir {rhythm}.',
    leave: 'Dejarlo como está',
  },
  rhythms: { each: 'cada artículo', daily: 'una vez al día', weekly: 'una vez a la semana' },
};
