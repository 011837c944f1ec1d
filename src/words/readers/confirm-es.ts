import type { ConfirmWords } from './confirm-en.ts';

export const confirmEs: ConfirmWords = {
  title: (name) => `Confirma tu suscripción a ${name}`,
  heading: 'Solo falta un clic',
  will: (name, comes) => `recibirá ${name} ${comes}.`,
  together: (names) => `Con el mismo clic: ${names}.`,
  yes: 'Sí, quiero suscribirme',
  notYou: '¿No has sido tú? Cierra esta página y no se enviará nada.',
  doneTitle: (name) => `Tu suscripción a ${name} está confirmada`,
  welcome: '¡Hola! Tu suscripción está confirmada.',
  already: 'Tu suscripción ya estaba confirmada.',
  nothingToDo: 'está confirmada. No tienes que hacer nada más.',
  firstMail: (when) => `El primer correo llega ${when}, si hay novedades hasta entonces.`,
  firstWithArticle: 'El primer correo llega con el próximo artículo.',
  facts: { often: 'Frecuencia', topics: 'Temas', everything: 'Todo', to: 'Se envía a' },
  keepFromSpam: (address) => `Para que nuestros correos no acaben en spam, añade ${address} a tus contactos.`,
  everyEmail: 'Cada correo lleva un enlace para darse de baja y otro a tus opciones.',
  goTo: (site) => `Ir a ${site}`,
  backToArticle: 'Volver al artículo',
  expiredTitle: (name) => `Este enlace ha caducado – ${name}`,
  expired: 'Este enlace ha caducado',
  expiredWhy: (day) =>
    `Los enlaces de confirmación valen siete días. El tuyo era del ${day}. Un correo nuevo tarda un minuto.`,
  goesTo: ['Va a ', '.'],
  newLink: 'Enviarme uno nuevo',
  leftTitle: (name) => `Te has dado de baja de ${name}`,
  used: 'Este enlace ya se ha usado',
  usedWhy:
    'Confirmaste con él y más tarde te diste de baja. Para volver a recibir artículos, suscríbete otra vez.',
  again: 'Suscribirme otra vez',
  blockedTitle: (name) => `Sin suscripción – ${name}`,
  blocked: 'Esta dirección está bloqueada',
  blockedWhy: (contact) =>
    `No se le puede enviar ningún boletín, así que no se ha cambiado nada. ¿Quieres volver a recibir correos? Escribe a ${contact}.`,
};
