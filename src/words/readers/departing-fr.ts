import type { DepartingWords } from './departing-en.ts';

export const departingFr: DepartingWords = {
  erase: {
    title: (name) => `Effacer vos données – ${name}`,
    heading: 'Tout effacer ?',
    lead: [
      '',
      ', votre nom et vos choix sont retirés de toutes les newsletters de ce service. Les e-mails s’arrêtent aussitôt. L’effacement a lieu un jour plus tard, pour que vous puissiez l’annuler si quelqu’un d’autre a appuyé sur le bouton.',
    ],
    stays: 'Ce qui reste, et pourquoi',
    whatStays: (name) => [
      'Un code brouillé de votre adresse, que personne ne peut déchiffrer. Il empêche que des listes ou des importations vous ramènent. Si vous vous inscrivez de nouveau et confirmez, il est levé ; sinon, seul l’exploitant peut le lever.',
      `Quand et comment quelqu’un a accepté les e-mails puis est parti, sans adresse, nom, adresse réseau ni rien qui dise qui : ${name} doit pouvoir prouver que ses e-mails étaient autorisés.`,
      'Le nombre d’e-mails envoyés, sous un numéro qui n’appartient plus à personne.',
      'Des copies dans les sauvegardes, jusqu’à ce que de plus récentes les remplacent.',
    ],
    goOn: 'Continuer',
    back: 'Retour à vos choix',
  },
  forGood: {
    heading: (address) => `Effacer les données de ${address} ?`,
    lead: 'Les e-mails s’arrêtent aussitôt. Jusqu’à demain à la même heure, cette page permet d’annuler ; ensuite, les données disparaissent pour de bon.',
    erase: 'Effacer mes données',
  },
  erasing: {
    title: (name) => `Vos données seront effacées – ${name}`,
    heading: 'Vos données seront effacées.',
    lead: (moment) => [
      'Plus aucun e-mail n’est envoyé à ',
      `. Le ${moment}, votre adresse, votre nom et vos choix seront retirés ; ce lien ne fonctionnera plus non plus.`,
    ],
    undo: 'C’était une erreur : annuler',
  },
  neverAgain: {
    heading: 'Ne plus jamais m’écrire',
    lead: (name) => [
      'Personne ne pourra plus inscrire ',
      ` ici, ni à ${name} ni à aucune autre newsletter de ce service.`,
    ],
    goOn: 'Continuer',
    onlyThis:
      'Vous voulez seulement éviter cette newsletter ? Fermez cette page : rien n’arrive sans votre confirmation.',
  },
  block: {
    title: 'Bloquer cette adresse ?',
    heading: (address) => `Bloquer ${address} ?`,
    lead: (contact) =>
      `Elle quitte aussitôt toutes les newsletters de ce service. Vous pouvez l’annuler sur cette page pendant un jour ; ensuite, seul ${contact} le peut.`,
    block: 'Bloquer mon adresse',
  },
  blocked: {
    title: 'Votre adresse est bloquée',
    heading: 'Nous ne vous écrirons plus.',
    lead: ['', ' est bloquée. Aucune newsletter de ce service ne peut lui être envoyée.'],
    undo: 'Ce n’était pas moi : annuler',
    until: (moment, contact) => `C’est possible jusqu’au ${moment}. Ensuite, écrivez à ${contact}.`,
    later: (contact) => `Vous voulez de nouveau recevoir nos e-mails ? Écrivez à ${contact}.`,
  },
  unblocked: {
    title: 'Votre adresse n’est pas bloquée',
    heading: 'Votre adresse n’est pas bloquée.',
    lead: ['Tout est comme avant pour ', '.'],
  },
};
