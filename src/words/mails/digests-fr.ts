import type { CorrectionWords, DigestWords, RhythmWords } from './digests-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('fr');

export const frenchDigest: DigestWords = {
  names: {
    daily: 'Résumé du jour',
    weekly: 'Résumé de la semaine',
    'busy-day': 'Fin d’une journée chargée',
    'catch-up': 'Bon retour',
  },
  subject: (titles, more) =>
    [
      titles.join(', '),
      ...(more > 0 ? [plural(more, { one: 'et # autre', other: 'et # autres' })] : []),
    ].join(' '),
  week: (day) => `Votre semaine jusqu’au ${day}`,
  busyDay: (count) =>
    plural(count, {
      one: 'Une journée chargée : encore un article',
      other: 'Une journée chargée : encore # articles',
    }),
  welcomeBack: 'Heureux de vous retrouver',
  articles: (count) => plural(count, { one: '# article', other: '# articles' }),
  minutes: (count) =>
    plural(count, { one: 'environ # minute de lecture', other: 'environ # minutes de lecture' }),
  startWith: (count) => `${count} pour commencer :`,
  busy: (count) =>
    plural(count, {
      one: 'Il y a eu beaucoup d’e-mails aujourd’hui. Cet article a attendu pour laisser votre boîte tranquille.',
      other: 'Il y a eu beaucoup d’e-mails aujourd’hui. Au lieu de # de plus, les voici en un seul.',
    }),
  afterPause:
    'Votre pause est terminée. Voici les articles parus entre-temps, les meilleurs d’abord, 50 au maximum. Rien d’autre ne sera envoyé après coup.',
  whyAfterPause: (name) => `Vous recevez cet e-mail parce que votre pause de ${name} est terminée.`,
  further: 'Et aussi',
  readStory: 'Lire l’article',
};

export const frenchRhythm: RhythmWords = {
  heading: 'Combien d’e-mails souhaitez-vous ?',
  why: {
    each: 'Vous recevez un e-mail pour chaque article. Un lien ouvre une page avec un seul bouton.',
    daily: 'Vous recevez un e-mail par jour. Un lien ouvre une page avec un seul bouton.',
    weekly: 'Vous recevez un e-mail par semaine. Un lien ouvre une page avec un seul bouton.',
  },
  whyNone: 'Un lien ouvre une page avec un seul bouton.',
  labels: { each: 'Chaque article', daily: 'Une fois par jour', weekly: 'Une fois par semaine' },
  now: (label) => `${label} (actuel)`,
  means: { each: 'dès sa parution', daily: '7 par semaine au plus', weekly: '1 par semaine' },
  pause: 'Suspendre les e-mails',
  untilDate: 'jusqu’à une date',
  changed: {
    each: 'Jusqu’ici, vous receviez un e-mail pour chaque article. Cela a changé.',
    daily: 'Jusqu’ici, vous receviez un e-mail par jour. Cela a changé.',
    weekly: 'Jusqu’ici, vous receviez un e-mail par semaine. Cela a changé.',
  },
  keep: 'Garder comme avant',
};

export const frenchCorrection: CorrectionWords = {
  subject: (title) => `Rectificatif : ${title}`,
  heading: 'Un rectificatif',
  about: (title) =>
    `Notre e-mail sur « ${title} » contenait une erreur. Vous l’avez reçu, vous recevez donc aussi le rectificatif.`,
  button: 'Lire l’article corrigé',
  why: (name) =>
    `Vous recevez cet e-mail parce que ${name} vous a envoyé l’article avec l’erreur. Un rectificatif part aussitôt, quel que soit votre rythme.`,
};
