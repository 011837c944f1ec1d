import type { FollowWords } from './follow-en.ts';

export const frenchFollow: FollowWords = {
  heading: 'Suivre',
  how: (days) =>
    `Un e-mail tout de suite dès qu’il y a du nouveau, quel que soit votre rythme. Cela s’arrête de soi-même après ${days} jours sans nouveauté.`,
  link: {
    story: (name) => `Suivre l’affaire « ${name} »`,
    author: (name) => `Suivre ${name}`,
    tag: (name) => `Suivre #${name}`,
  },
  why: {
    daily: (name, site) =>
      `Cet e-mail vous parvient tout de suite, en plus de votre e-mail quotidien de ${name} (${site}), parce que vous suivez l’un de ses sujets.`,
    weekly: (name, site) =>
      `Cet e-mail vous parvient tout de suite, en plus de votre e-mail hebdomadaire de ${name} (${site}), parce que vous suivez l’un de ses sujets.`,
  },
  beside: {
    daily:
      'Vous recevez un e-mail par jour, et celui-ci tout de suite parce que vous le suivez. Un clic change le rythme.',
    weekly:
      'Vous recevez un e-mail par semaine, et celui-ci tout de suite parce que vous le suivez. Un clic change le rythme.',
  },
};
