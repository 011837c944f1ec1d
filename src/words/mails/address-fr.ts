import type { AddressWords } from './address-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('fr');

export const frenchAddress: AddressWords = {
  ask: {
    subject: (name) => `Recevoir ${name} à cette adresse ?`,
    heading: 'Utiliser désormais cette adresse ?',
    body: (name, old, moment) =>
      `Le ${moment}, une personne abonnée à ${name}, sans doute vous, a demandé à le recevoir à cette adresse et non plus à ${old}. La fréquence, les thèmes et tout le reste sont conservés.`,
    button: 'Oui, utiliser cette adresse',
    validity: (days) =>
      `Le bouton fonctionne pendant ${plural(days, { one: 'un jour', other: '# jours' })}. Tant que personne n’appuie dessus, rien ne change.`,
    why: (name) =>
      `Vous recevez cet unique e-mail parce qu’une personne abonnée à ${name} a saisi cette adresse comme étant sa nouvelle.`,
  },
  taken: {
    heading: (name) => `Cette adresse reçoit déjà ${name}`,
    body: (name, old, moment) =>
      `Le ${moment}, une personne abonnée à ${name}, sans doute vous, a demandé à le recevoir à cette adresse et non plus à ${old}. Cette adresse le reçoit déjà : rien n’a changé. Pour arrêter les e-mails à l’autre adresse, choisissez « Se désabonner » dans l’un d’eux.`,
  },
  moved: {
    subject: (name) => `${name} part désormais à une autre adresse`,
    heading: 'Vos e-mails partent désormais à une autre adresse',
    body: (name, now, moment) =>
      `Le ${moment}, ${name} est passé de cette adresse à ${now}, comme confirmé là-bas. La fréquence, les thèmes et tout le reste sont conservés.`,
    undo: (day) => `Ce n’était pas vous ? Vous pouvez l’annuler jusqu’au ${day} :`,
    button: 'Garder cette adresse',
    why: (name) => `Cet e-mail sert seulement à vous prévenir. ${name} n’envoie plus rien à cette adresse.`,
  },
};
