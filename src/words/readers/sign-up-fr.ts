import type { SignUpWords } from './sign-up-en.ts';

export const signUpFr: SignUpWords = {
  title: (name) => `S’abonner à ${name}`,
  pleaseCheck: 'À vérifier : ',
  heading: (name) => `${name} par e-mail`,
  lead: (site) => `Les nouveaux articles de ${site}, par e-mail, aussi souvent que vous le souhaitez.`,
  promises: [
    'À votre rythme : chaque article, une fois par jour ou une fois par semaine',
    'Rien avant votre confirmation',
    'Un clic pour partir, dans chaque e-mail',
  ],
  latest: 'Derniers articles',
  discover: (name) => `Plus d’articles de ${name}`,
  boxLead: 'Recevez les nouveaux articles par e-mail, aussi souvent que vous le souhaitez.',
  consent: (name) =>
    `En vous abonnant, vous acceptez de recevoir les articles de ${name} par e-mail. Chaque e-mail vous permet de changer la fréquence ou de partir en un clic.`,
  email: 'Adresse e-mail',
  subscribe: 'S’abonner',
  onlySome: 'Seulement certains thèmes ?',
  tickNone: 'Sans rien cocher, vous recevez tout.',
  leaveEmpty: 'Laissez ce champ vide',
  checkTitle: (name) => `Consultez votre boîte de réception – ${name}`,
  check: 'Consultez votre boîte de réception',
  checkLead: 'Encore une étape : ouvrez l’e-mail qui vous arrive et appuyez sur son bouton.',
  slip: {
    typed: 'Vous avez saisi',
    meant: 'Vouliez-vous dire',
    andThen: 'Dans ce cas,',
    again: 'saisissez de nouveau votre adresse',
  },
  comesFrom: 'Expéditeur :',
  nothingYet:
    'Rien après quelques minutes ? Regardez dans vos indésirables. Cela prend plus de temps quand beaucoup de personnes de votre réseau s’inscrivent, ou si vous venez de vous abonner à une autre newsletter.',
  stillNothing: {
    question: 'Toujours rien après 15 minutes ?',
    link: 'Saisissez de nouveau votre adresse',
    rest: 'en vérifiant qu’elle est sans faute. Nous enverrons un nouvel e-mail.',
  },
  blockedOnce: (contact) =>
    `Avez-vous un jour bloqué votre adresse ici, ou signalé nos e-mails comme indésirables ? Alors nous n’avons pas le droit de vous écrire. Adressez-vous à ${contact}.`,
};
