import type { HistoryWords } from './history-en.ts';

export const historyFr: HistoryWords = {
  heading: 'Ce qui s’est passé',
  lead: ['Chaque oui et chaque non enregistrés pour ', ', du plus récent au plus ancien.'],
  requested: 'Cette adresse a été saisie pour s’abonner.',
  on: (page) => `C’était sur ${page}.`,
  said: (text) => `Le texte affiché : « ${text} »`,
  confirmedBy: {
    code: 'Vous avez confirmé avec le code de notre e-mail.',
    link: 'Vous avez confirmé avec le bouton de notre e-mail.',
  },
  imported: 'La newsletter a repris votre adresse d’une liste.',
  changed: (what) => `Vous avez changé : ${what}.`,
  changedFor: (what) => `La newsletter a changé pour vous : ${what}.`,
  oneClick: 'Vous vous êtes désabonné en un clic dans votre messagerie.',
  left: 'Vous vous êtes désabonné.',
  leftFor: 'La newsletter vous a désabonné.',
  back: 'Vous êtes revenu sur cette décision : les e-mails continuent.',
  address: {
    asked: 'Un changement d’adresse a été demandé.',
    moved: 'Les e-mails vont à une autre adresse.',
    restored: 'Le changement d’adresse a été annulé.',
  },
  fields: {
    rhythm: 'la fréquence des e-mails',
    topicIds: 'les thèmes',
    follows: 'ce que vous suivez',
    localHour: 'l’heure',
    timeZone: 'le fuseau horaire',
    busyDayCap: 'le nombre d’e-mails par jour',
    pausedUntil: 'la pause',
    language: 'la langue',
    name: 'le nom',
  },
  none: 'Rien n’est encore enregistré.',
  noTracking: 'Ni l’ouverture des e-mails ni les clics ne sont enregistrés.',
};
