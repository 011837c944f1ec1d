import { pluralIn } from '../plural.ts';
import type { RhythmPageWords } from './rhythm-en.ts';

const plural = pluralIn('fr');

export const rhythmFr: RhythmPageWords = {
  howOften: 'À quelle fréquence ?',
  labels: { each: 'Chaque article', daily: 'Une fois par jour', weekly: 'Une fois par semaine' },
  aWeek: {
    each: (count) =>
      plural(count, { one: 'environ # e-mail par semaine', other: 'environ # e-mails par semaine' }),
    daily: (count) => plural(count, { one: '# e-mail par semaine', other: '# e-mails par semaine' }),
    weekly: () => '1 e-mail par semaine',
  },
  means: {
    each: 'un e-mail aussitôt',
    daily: 'la journée en un e-mail',
    weekly: 'la semaine en un e-mail',
  },
  comes: {
    each: () => 'à raison d’un e-mail par article',
    daily: (_weekday, time) => `une fois par jour à ${time}`,
    weekly: (weekday, time) => `une fois par semaine, le ${weekday} à ${time}`,
  },
  nextMail: (when) => `Le prochain e-mail arrive ${when}, s’il y a du nouveau d’ici là.`,
  nextWithArticle: 'Le prochain e-mail arrive avec le prochain article.',
  nextAfterPause: (when) => `Vos e-mails sont en pause. Le prochain arrive ${when}.`,
  ask: {
    each: 'Désormais un e-mail pour chaque article ?',
    daily: 'Désormais une fois par jour ?',
    weekly: 'Désormais une fois par semaine ?',
  },
  keepAsk: 'Garder comme avant ?',
  keepWhy: (name, comesNow) => `Les lecteurs qui n’ont rien choisi reçoivent maintenant ${name} ${comesNow}.`,
  yes: {
    each: 'Oui, chaque article',
    daily: 'Oui, une fois par jour',
    weekly: 'Oui, une fois par semaine',
  },
  would: {
    each: () => 'Un e-mail dès qu’un article paraît',
    daily: (_weekday, time) => `Un e-mail par jour à ${time}`,
    weekly: (weekday, time) => `Un e-mail le ${weekday} à ${time}`,
  },
  ratherThan: {
    each: 'au lieu d’un par article.',
    daily: 'au lieu d’un par jour.',
    weekly: 'au lieu d’un par semaine.',
  },
  isKept: 'Ce qui ne vous a pas encore été envoyé arrivera quand même.',
  nothingYet: 'Rien n’a encore changé.',
  allChoices: 'Voir tous les réglages',
  already: {
    each: 'Vous recevez déjà un e-mail pour chaque article',
    daily: 'Vous recevez déjà un e-mail par jour',
    weekly: 'Vous recevez déjà un e-mail par semaine',
  },
  done: {
    each: 'C’est noté : chaque article',
    daily: 'C’est noté : une fois par jour',
    weekly: 'C’est noté : une fois par semaine',
  },
  undo: {
    each: 'Annuler : chaque article',
    daily: 'Annuler : une fois par jour',
    weekly: 'Annuler : une fois par semaine',
  },
  choose: 'Combien d’e-mails souhaitez-vous ?',
  notReader: 'Aucun e-mail ne vous est envoyé',
  notReaderWhy: (name) => `Vous n’êtes pas abonné à ${name} en ce moment. Rien n’a donc été modifié.`,
  subscribe: 'S’abonner',
};
