import type { DepartingWords } from './departing-en.ts';

export const departingEs: DepartingWords = {
  erase: {
    title: (name) => `Borrar tus datos – ${name}`,
    heading: '¿Borrarlo todo?',
    lead: [
      '',
      ', tu nombre y tus opciones se quitan de todos los boletines de este servicio. Los correos paran enseguida. El borrado llega un día después, para que puedas deshacerlo si otra persona pulsó el botón.',
    ],
    stays: 'Qué queda, y por qué',
    whatStays: (name) => [
      'Un código cifrado de tu dirección que nadie puede descifrar. Impide que listas e importaciones te traigan de vuelta. Si te suscribes y confirmas otra vez, se levanta; si no, solo puede levantarlo el operador.',
      `Cuándo y cómo alguien aceptó recibir correos y se dio de baja, sin dirección, nombre, dirección de red ni nada que diga quién: ${name} debe poder demostrar que sus correos estaban permitidos.`,
      'Cuántos correos se enviaron, con un número que ya no es de nadie.',
      'Copias en las copias de seguridad, hasta que otras nuevas las sustituyan.',
    ],
    goOn: 'Continuar',
    back: 'Volver a tus opciones',
  },
  forGood: {
    heading: (address) => `¿Borrar los datos de ${address}?`,
    lead: 'Los correos paran enseguida. Hasta mañana a esta hora puedes deshacerlo en esta página; después los datos desaparecen para siempre.',
    erase: 'Borrar mis datos',
  },
  erasing: {
    title: (name) => `Tus datos se borrarán – ${name}`,
    heading: 'Tus datos se borrarán.',
    lead: (moment) => [
      'Ya no se envía ningún correo a ',
      `. El ${moment} se quitan tu dirección, tu nombre y tus opciones; entonces tampoco valdrá este enlace.`,
    ],
    undo: 'Ha sido un error: deshacer',
  },
  neverAgain: {
    heading: 'No escribirme nunca más',
    lead: (name) => [
      'Nadie podrá inscribir ',
      ` aquí, ni en ${name} ni en ningún otro boletín de este servicio.`,
    ],
    goOn: 'Continuar',
    onlyThis: '¿Solo quieres evitar este boletín? Cierra esta página: no llega nada si no confirmas.',
  },
  block: {
    title: '¿Bloquear esta dirección?',
    heading: (address) => `¿Bloquear ${address}?`,
    lead: (contact) =>
      `Sale enseguida de todos los boletines de este servicio. Durante un día puedes deshacerlo en esta página; después solo puede ${contact}.`,
    block: 'Bloquear mi dirección',
  },
  blocked: {
    title: 'Tu dirección está bloqueada',
    heading: 'No volverás a saber de nosotros.',
    lead: ['', ' está bloqueada. No se le puede enviar ningún boletín de este servicio.'],
    undo: 'No he sido yo: deshacer',
    until: (moment, contact) => `Se puede hasta el ${moment}. Después, escribe a ${contact}.`,
    later: (contact) => `¿Quieres volver a recibir correos? Escribe a ${contact}.`,
  },
  unblocked: {
    title: 'Tu dirección no está bloqueada',
    heading: 'Tu dirección no está bloqueada.',
    lead: ['Todo está como antes para ', '.'],
  },
};
