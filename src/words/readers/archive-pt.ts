import { pluralIn } from '../plural.ts';
import type { ArchiveWords } from './archive-en.ts';

const plural = pluralIn('pt');

export const archivePt: ArchiveWords = {
  title: 'E-mails anteriores',
  found: (words) => `E-mails anteriores com “${words}”`,
  nothing: (words) => `Nada com “${words}”`,
  search: 'Procurar nos e-mails anteriores',
  month: 'Mês',
  allMonths: 'Todos os meses',
  topic: 'Tema',
  allTopics: 'Todos os temas',
  submit: 'Procurar',
  mails: (count) => plural(count, { one: '# e-mail', other: '# e-mails' }),
  shown: (count, total) => `${count} de ${total} e-mails`,
  showAll: 'Mostrar todos os e-mails anteriores',
  noneSince: (day) =>
    `Nenhum e-mail desde ${day} tem estas palavras. Tente com menos palavras ou mais curtas.`,
  none: 'Ainda não há nenhum e-mail aqui.',
  pages: 'Páginas',
  earlier: 'E-mails mais antigos',
  newest: 'E-mails mais recentes',
  getIt: 'Receber por e-mail',
  feed: 'Feed Atom',
  mailOf: (day) => `E-mail de ${day}`,
  neighbours: 'E-mails vizinhos',
  earlierMail: (subject) => `Anterior: ${subject}`,
  laterMail: (subject) => `Seguinte: ${subject}`,
  ownCopy: 'Este é o seu próprio exemplar: os links nele são só seus.',
  publicPage: 'Mostrar a página pública a outras pessoas',
};
