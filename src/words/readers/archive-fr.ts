import { pluralIn } from '../plural.ts';
import type { ArchiveWords } from './archive-en.ts';

const plural = pluralIn('fr');

export const archiveFr: ArchiveWords = {
  title: 'E-mails précédents',
  found: (words) => `E-mails précédents avec « ${words} »`,
  nothing: (words) => `Rien avec « ${words} »`,
  search: 'Chercher dans les e-mails précédents',
  month: 'Mois',
  allMonths: 'Tous les mois',
  topic: 'Thème',
  allTopics: 'Tous les thèmes',
  submit: 'Chercher',
  mails: (count) => plural(count, { one: '# e-mail', other: '# e-mails' }),
  shown: (count, total) => `${count} e-mails sur ${total}`,
  showAll: 'Afficher tous les e-mails précédents',
  noneSince: (day) =>
    `Aucun e-mail depuis le ${day} ne contient ces mots. Essayez avec moins de mots ou des mots plus courts.`,
  none: 'Il n’y a pas encore d’e-mail ici.',
  pages: 'Pages',
  earlier: 'E-mails plus anciens',
  newest: 'E-mails les plus récents',
  getIt: 'Recevoir par e-mail',
  feed: 'Flux Atom',
  mailOf: (day) => `E-mail du ${day}`,
  neighbours: 'E-mails voisins',
  earlierMail: (subject) => `Avant : ${subject}`,
  laterMail: (subject) => `Après : ${subject}`,
  ownCopy: 'Ceci est votre propre exemplaire : ses liens ne sont qu’à vous.',
  publicPage: 'Montrer la page publique à d’autres',
};
