import type { AddressPageWords } from './address-en.ts';

export const addressFr: AddressPageWords = {
  heading: 'Utiliser une autre adresse',
  now: [
    'Actuellement, les e-mails vont à ',
    '. Nous écrivons à la nouvelle adresse ; dès que vous confirmez là-bas, tout vous suit : la fréquence, les thèmes et les liens des e-mails que vous avez.',
  ],
  label: 'Nouvelle adresse',
  send: 'Lui envoyer un e-mail',
  back: 'Retour à mes choix',
  until: 'D’ici là, rien ne change. Après le changement, un message part à l’ancienne adresse.',
  asked: ['Attendez un e-mail à ', '. Son bouton y transfère votre abonnement.'],
  askedUntil: (day) =>
    `Il fonctionne jusqu’au ${day}. Rien n’arrive ? Regardez dans vos indésirables, ou redemandez-le dans un quart d’heure.`,
  same: 'Vos e-mails vont déjà à cette adresse.',
  confirm: {
    heading: (name) => `Recevoir ${name} à cette adresse ?`,
    lead: (name, to, from) => `${name} ira à ${to} et non plus à ${from}. Tout le reste est conservé.`,
    yes: 'Oui, utiliser cette adresse',
  },
  moved: {
    heading: 'Vos e-mails vont maintenant à cette adresse',
    lead: (name, to) => `${name} va à ${to}. Tout le reste est conservé.`,
  },
  taken: {
    heading: (name) => `Cette adresse reçoit déjà ${name}`,
    lead: (from) =>
      `Rien n’a changé. Pour arrêter les e-mails à ${from}, choisissez « Se désabonner » dans l’un d’eux.`,
  },
  expired:
    'Les liens vers une nouvelle adresse fonctionnent pendant sept jours. Chaque e-mail mène à vos choix, où vous pouvez en demander un autre.',
  keep: {
    heading: 'Garder votre ancienne adresse ?',
    lead: (name, to, from) =>
      `${name} allait à ${from} et va maintenant à ${to}. Vous pouvez annuler ce changement.`,
    goOn: 'Continuer',
  },
  sure: {
    heading: (from) => `Utiliser de nouveau ${from} ?`,
    lead: (day) =>
      `Les changements d’adresse faits ensuite seront annulés aussi. C’est possible jusqu’au ${day}.`,
    yes: 'Oui, annuler le changement',
  },
  kept: {
    heading: 'Votre ancienne adresse est rétablie',
    lead: (name, from) => `${name} va de nouveau à ${from}.`,
  },
  late: {
    heading: 'Ce changement ne peut plus être annulé',
    lead: (name) =>
      `Un changement d’adresse peut être annulé pendant sept jours. Pour recevoir ${name} à l’ancienne adresse, inscrivez-la de nouveau.`,
  },
};
