import { pluralIn } from '../plural.ts';
import type { FollowPageWords } from './follow-en.ts';

const plural = pluralIn('fr');

export const followFr: FollowPageWords = {
  ask: {
    story: (name) => `Suivre « ${name} » ?`,
    author: (name) => `Suivre ${name} ?`,
    tag: (name) => `Suivre #${name} ?`,
  },
  would: {
    each: 'Un e-mail tout de suite dès qu’il y a du nouveau, même en dehors de vos thèmes.',
    daily: 'Un e-mail tout de suite dès qu’il y a du nouveau, en plus de votre e-mail quotidien.',
    weekly: 'Un e-mail tout de suite dès qu’il y a du nouveau, en plus de votre e-mail hebdomadaire.',
  },
  endsByItself: (days) => `Cela s’arrête de soi-même après ${days} jours sans nouveauté.`,
  soFar: (articles, weeks) =>
    `Jusqu’ici : ${plural(articles, { one: '# article', other: '# articles' })} en ${weeks} semaines.`,
  yes: 'Oui, suivre',
  name: {
    story: (name) => `L’affaire « ${name} »`,
    author: (name) => `Tout de ${name}`,
    tag: (name) => `Tout sur #${name}`,
  },
  follows: (what) => `Vous suivez : ${what}`,
  no: (what) => `Vous ne suivez plus : ${what}`,
  endsOn: (day) => `Sans nouveauté, fin le ${day}.`,
  ended: (day) => `Terminé de soi-même le ${day} : il n’y avait rien de nouveau.`,
  stop: 'Ne plus suivre',
  again: 'Suivre à nouveau',
  heading: 'Ce que vous suivez',
  gone: 'Il n’y a plus rien à suivre ici',
  goneWhy: (name) => `${name} n’a rien eu de nouveau à ce sujet depuis longtemps. Rien n’a changé.`,
  tooMany: (most) => `Vous suivez déjà ${most} sujets. Arrêtez d’abord l’un d’eux.`,
};
