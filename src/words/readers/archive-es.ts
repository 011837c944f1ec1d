import { pluralIn } from '../plural.ts';
import type { ArchiveWords } from './archive-en.ts';

const plural = pluralIn('es');

export const archiveEs: ArchiveWords = {
  title: 'Correos anteriores',
  found: (words) => `Correos anteriores con «${words}»`,
  nothing: (words) => `Nada con «${words}»`,
  search: 'Buscar en los correos anteriores',
  month: 'Mes',
  allMonths: 'Todos los meses',
  topic: 'Tema',
  allTopics: 'Todos los temas',
  submit: 'Buscar',
  mails: (count) => plural(count, { one: '# correo', other: '# correos' }),
  shown: (count, total) => `${count} de ${total} correos`,
  showAll: 'Mostrar todos los correos anteriores',
  noneSince: (day) =>
    `Ningún correo desde el ${day} contiene estas palabras. Prueba con menos palabras o más cortas.`,
  none: 'Todavía no hay ningún correo aquí.',
  pages: 'Páginas',
  earlier: 'Correos más antiguos',
  newest: 'Correos más recientes',
  getIt: 'Recibir por correo',
  feed: 'Canal Atom',
  mailOf: (day) => `Correo del ${day}`,
  neighbours: 'Correos vecinos',
  earlierMail: (subject) => `Anterior: ${subject}`,
  laterMail: (subject) => `Siguiente: ${subject}`,
  ownCopy: 'Este es tu propio ejemplar: sus enlaces son solo tuyos.',
  publicPage: 'Enseñar la página pública a otras personas',
};
