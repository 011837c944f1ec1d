import { spanishAddress } from './address-es.ts';
import { spanishFollow } from './follow-es.ts';
import { spanishCorrection, spanishDigest, spanishRhythm } from './digests-es.ts';
import type { Words } from './en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('es');

export const spanish: Words = {
  by: (names) => `Por ${names}`,
  minutesToRead: (minutes) => `${minutes} min de lectura`,
  pictureOf: (title) => `Imagen: ${title}`,
  readOnSite: 'Leer en el sitio',
  continueReading: 'Seguir leyendo en el sitio',
  shortened: 'Este artículo era demasiado largo para un correo y termina aquí.',
  share: 'Compartir:',
  shareOn: (name) => `Compartir en ${name}`,
  shareByEmail: 'Correo',
  shareByEmailSays: 'Compartir por correo',
  think: 'Cuéntanos qué opinas',
  comment: 'Escribir un comentario',
  related: 'También te puede interesar',
  moreOnSite: (count) => `y ${count} más en el sitio`,
  embeds: {
    video: 'Ver el vídeo',
    audio: 'Escuchar',
    post: 'Ver la publicación',
    other: 'Verlo en la página',
  },
  digest: spanishDigest,
  rhythm: spanishRhythm,
  follow: spanishFollow,
  correction: spanishCorrection,
  whyArticle: (name, site) => `Recibes este correo porque te suscribiste a ${name} en ${site}.`,
  unsubscribe: 'Darse de baja',
  preferences: 'Preferencias',
  viewInBrowser: 'Ver en el navegador',
  archive: {
    publicCopy: (moment) =>
      `Esta es la versión pública de un correo del ${moment}. Se han quitado los enlaces personales y las direcciones.`,
    getIt: 'Recibir por correo',
    pastMails: 'Todos los correos anteriores',
  },
  imprint: 'Aviso legal',
  privacy: 'Política de privacidad',
  topics: 'Temas',
  code: {
    subject: (code, name) => `${code} es tu código para ${name}`,
    works: (minutes) => `El código funciona durante ${minutes} minutos.`,
  },
  confirmation: {
    preheader:
      'Escríbelo donde te inscribiste o pulsa el botón de este correo. Hasta entonces no te enviamos nada.',
    heading: 'Un paso más',
    request: (name, site, moment) =>
      `El ${moment}, alguien, seguramente tú, pidió que los nuevos artículos de ${name} (${site}) se enviaran a esta dirección.`,
    codeLabel: 'Escribe este código donde te inscribiste:',
    orButton: '¿Ya cerraste la página? Este botón hace lo mismo:',
    button: 'Confirmar mi dirección',
    together: (names) => `El código y el botón confirman también ${names}.`,
    validity: (minutes, days) =>
      `El código funciona durante ${minutes} minutos; el botón, durante ${plural(days, { one: 'un día', other: '# días' })}. Hasta que confirmes, no te enviamos nada.`,
    byReply: 'O responde simplemente a este correo: eso también confirma tu dirección.',
    ignore: '¿No fuiste tú? Ignora este correo: no ocurrirá nada más.',
    neverAgainAsk: 'Para que nadie pueda volver a inscribir esta dirección:',
    neverAgain: 'no me escribáis nunca más',
    whatIsThis: (name) => `¿Qué es ${name}? Más información aquí:`,
    why: (name) =>
      `Recibes este único correo porque tu dirección se escribió en el formulario de suscripción de ${name}. No está en ninguna lista hasta que confirmes.`,
  },
  reminder: {
    subject: (name) => `¿Todavía quieres recibir ${name}?`,
    preheader: 'Te inscribiste y aún no has confirmado. Este es el único recordatorio.',
    heading: 'Falta un paso',
    body: (name, day) =>
      `El ${day}, alguien, seguramente tú, pidió ${name} en esta dirección. Aún no está confirmado. Si todavía lo quieres:`,
    ifNot: (day) =>
      `Si no, no hagas nada. Este es el único recordatorio, y tu dirección se borrará después del ${day}.`,
  },
  ownData: {
    subject: (name) => `Tus datos en ${name}`,
    heading: 'Tus datos',
    body: (name, moment) =>
      `El ${moment}, alguien, probablemente tú, pidió los datos que ${name} guarda sobre ti.`,
    button: 'Ver mis datos',
    validity: 'Allí puedes descargarlo todo o hacer que se borre. El botón funciona durante un día.',
    why: (name) => `Recibes este único correo porque se pidió en tu página de opciones de ${name}.`,
  },
  address: spanishAddress,
  welcome: {
    subject: (name) => `Te damos la bienvenida a ${name}`,
    heading: 'Ya tienes tu suscripción',
    body: (name) => `Gracias por confirmar. Los próximos artículos de ${name} llegarán a esta dirección.`,
    mails: {
      each: 'Recibes un correo por cada artículo.',
      daily: 'Recibes un correo al día.',
      weekly: 'Recibes un correo a la semana.',
    },
    first: (moment) => `El primero: ${moment}, si hay novedades hasta entonces.`,
    firstWithArticle: 'El primero llegará con el próximo artículo.',
    control: (hasTopics) =>
      hasTopics
        ? 'Tú decides sobre qué y cada cuánto te escribimos: cambia los temas y la frecuencia, o date de baja, cuando quieras.'
        : 'Tú decides cada cuánto te escribimos: cámbialo, o date de baja, cuando quieras.',
    why: (name, site) => `Recibes este correo porque confirmaste tu suscripción a ${name} en ${site}.`,
  },
  alreadySubscribed: {
    heading: 'Ya tienes una suscripción',
    body: (name, site, moment) =>
      `El ${moment}, alguien, seguramente tú, inscribió esta dirección en ${name} (${site}). Ya estaba en la lista, así que nada ha cambiado.`,
    codeLabel: 'Para cambiar algo donde estabas, escribe allí este código:',
    control: '¿No llegan nuestros correos? Mira en la carpeta de spam o revisa tus preferencias.',
    ignore: '¿No fuiste tú? Ignora este correo: no ocurrirá nada más.',
    why: (name) =>
      `Recibes este correo porque tu dirección se escribió en el formulario de suscripción de ${name}.`,
  },
};
