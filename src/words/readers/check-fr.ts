import type { CheckWords } from './check-en.ts';

export const checkFr: CheckWords = {
  title: (name) => `Un instant – ${name}`,
  heading: 'Un instant, s’il vous plaît',
  why: 'Un nombre inhabituel de personnes s’inscrivent en ce moment. Votre navigateur fait donc un petit calcul avant que l’inscription ne compte. Nous savons ainsi qu’aucun robot ne saisit les adresses d’autres personnes.',
  works: 'Votre navigateur calcule. Cela prend quelques secondes, puis la suite vient d’elle-même.',
  failed: 'Votre navigateur ne peut pas faire ce calcul.',
  slowWay: 'Vous pouvez vous en passer : l’e-mail arrivera alors plus tard, peut-être dans quelques heures.',
  later: 'S’inscrire et attendre',
  comesLater: 'Il y a tant d’inscriptions en ce moment que l’e-mail peut mettre quelques heures à arriver.',
  program:
    'Un nombre inhabituel de personnes s’inscrivent en ce moment. Un petit calcul est donc nécessaire avant que l’inscription ne compte.',
};
