import type { ConfirmWords } from './confirm-en.ts';

export const confirmFr: ConfirmWords = {
  title: (name) => `Confirmer l’abonnement à ${name}`,
  heading: 'Encore un clic',
  will: (name, comes) => `recevra ${name} ${comes}.`,
  together: (names) => `Avec le même clic : ${names}.`,
  yes: 'Oui, je m’abonne',
  notYou: 'Ce n’était pas vous ? Fermez cette page, et rien ne sera envoyé.',
  doneTitle: (name) => `Votre abonnement à ${name} est confirmé`,
  welcome: 'Bienvenue ! Votre abonnement est confirmé.',
  already: 'Votre abonnement est déjà confirmé.',
  nothingToDo: 'est confirmée. Vous n’avez plus rien à faire.',
  firstMail: (when) => `Le premier e-mail arrive ${when}, s’il y a du nouveau d’ici là.`,
  firstWithArticle: 'Le premier e-mail arrive avec le prochain article.',
  facts: { often: 'Fréquence', topics: 'Thèmes', everything: 'Tout', to: 'Envoyé à' },
  keepFromSpam: (address) =>
    `Pour que nos e-mails n’arrivent pas dans les indésirables, ajoutez ${address} à vos contacts.`,
  everyEmail: 'Chaque e-mail contient un lien de désabonnement et un lien vers vos choix.',
  goTo: (site) => `Aller sur ${site}`,
  backToArticle: 'Retour à l’article',
  expiredTitle: (name) => `Ce lien a expiré – ${name}`,
  expired: 'Ce lien a expiré',
  expiredWhy: (day) =>
    `Les liens de confirmation sont valables sept jours. Le vôtre datait du ${day}. Un nouvel e-mail prend une minute.`,
  goesTo: ['Il part à ', '.'],
  newLink: 'M’en envoyer un nouveau',
  leftTitle: (name) => `Vous avez quitté ${name}`,
  used: 'Ce lien a déjà servi',
  usedWhy:
    'Vous avez confirmé avec ce lien, puis vous vous êtes désabonné. Pour recevoir de nouveau les articles, inscrivez-vous encore une fois.',
  again: 'S’inscrire de nouveau',
  blockedTitle: (name) => `Pas d’abonnement – ${name}`,
  blocked: 'Cette adresse est bloquée',
  blockedWhy: (contact) =>
    `Aucune newsletter ne peut lui être envoyée ; rien n’a donc été modifié. Vous voulez de nouveau recevoir nos e-mails ? Écrivez à ${contact}.`,
};
