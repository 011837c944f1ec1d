import type { SignUpWords } from './sign-up-en.ts';

export const signUpFr: SignUpWords = {
  title: (name) => `S’abonner à ${name}`,
  pleaseCheck: 'À vérifier : ',
  heading: (name) => `${name} par e-mail`,
  lead: (site) => `Les nouveaux articles de ${site}, par e-mail, aussi souvent que vous le souhaitez.`,
  untilConfirmed: 'Rien n’est envoyé avant votre confirmation.',
  latest: 'Derniers articles',
  pastMails: 'Voir d’abord les e-mails passés',
  discover: (name) => `Plus d’articles de ${name}`,
  boxLead: 'Recevez les nouveaux articles par e-mail, aussi souvent que vous le souhaitez.',
  consent: (name) =>
    `En vous abonnant, vous acceptez de recevoir les articles de ${name} par e-mail. Chaque e-mail vous permet de changer la fréquence ou de partir en un clic.`,
  email: 'Adresse e-mail',
  subscribe: 'S’abonner',
  onlySome: 'Seulement certains thèmes ?',
  tickNone: 'Sans rien cocher, vous recevez tout.',
  together: 'Recevoir aussi ceux-ci, avec la même confirmation ?',
  leaveEmpty: 'Laissez ce champ vide',
  slip: {
    didYouMean: 'Vouliez-vous dire {address} ?',
    changeIt: 'Oui, corriger',
    keepIt: 'Non, elle est juste',
  },
  backToForm: 'Retour au formulaire',
};
