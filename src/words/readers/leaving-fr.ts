import { pluralIn } from '../plural.ts';
import type { LeavingWords } from './leaving-en.ts';

const plural = pluralIn('fr');

export const leavingFr: LeavingWords = {
  title: (name) => `Se désabonner de ${name}`,
  heading: (name) => `Vous désabonner de ${name} ?`,
  noMore: 'ne recevra plus d’articles.',
  unsubscribe: 'Me désabonner',
  changedMind: 'Vous avez changé d’avis ? Fermez cette page, et tout reste comme avant.',
  fewer: 'Ou simplement moins d’e-mails',
  instead: {
    each: 'Plutôt chaque article',
    daily: 'Plutôt une fois par jour',
    weekly: 'Plutôt une fois par semaine',
  },
  pauseMonth: 'Un mois de pause',
  back: (day) => `retour le ${day}`,
  ratherThan: (fewer, now) =>
    `${plural(fewer, { one: '# e-mail', other: '# e-mails' })} par semaine au lieu de ${now}`,
  someTopics: 'Seulement certains thèmes',
  allNow: 'vous les recevez tous',
  leftTitle: (name) => `Vous avez quitté ${name}`,
  left: 'Votre abonnement est terminé.',
  leftWhy: (name) => [`Plus aucun article de ${name} ne sera envoyé à `, '.'],
  undo: 'C’était une erreur : annuler',
  undoUntil: (time) => `possible jusqu’à ${time}`,
  why: {
    heading: 'Voulez-vous nous dire pourquoi ?',
    hint: 'Seulement si vous le souhaitez : c’est compté sans votre adresse.',
    reasons: {
      'too-many': 'Trop d’e-mails',
      topics: 'Pas mes sujets',
      'on-site': 'Je lis sur le site',
      unasked: 'Je ne me suis jamais inscrit',
      other: 'Autre chose',
    },
    send: 'Envoyer',
    thanks: 'Merci. C’est compté.',
  },
  barred: (contact) =>
    `L’adresse est bloquée : aucune newsletter ne peut lui être envoyée. Vous voulez de nouveau recevoir nos e-mails ? Écrivez à ${contact}.`,
  again: 'S’abonner de nouveau',
  all: 'Se désabonner de toutes les newsletters de ce site',
  backTitle: (name) => `Vous êtes de nouveau abonné à ${name}`,
  welcomeBack: 'Heureux de vous retrouver.',
  choices: 'Voir mes choix',
  asBefore: (name) => [`Les articles de ${name} continuent d’arriver à `, '.'],
};
