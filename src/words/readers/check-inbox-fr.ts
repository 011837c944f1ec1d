import { pluralIn } from '../plural.ts';
import type { CheckInboxWords } from './check-inbox-en.ts';

const plural = pluralIn('fr');

export const checkInboxFr: CheckInboxWords = {
  title: (name) => `Consultez votre boîte de réception – ${name}`,
  heading: 'Consultez votre boîte de réception',
  look: 'Cherchez un e-mail de {name} adressé à {address}. Son objet commence par un code.',
  lookFor: 'Cherchez un e-mail de {name}. Son objet commence par un code.',
  code: 'Code à six chiffres',
  confirm: 'Confirmer',
  orButton: 'Ou appuyez sur le bouton de l’e-mail : c’est la même chose.',
  open: (site) => `Ouvrir ${site}`,
  slip: {
    typed: 'Vous avez saisi',
    meant: 'Vouliez-vous dire',
    andThen: 'Dans ce cas,',
    again: 'saisissez de nouveau votre adresse',
  },
  noMail: 'Pas d’e-mail après deux minutes ?',
  spam: 'Regardez dans vos indésirables',
  from: (address) => `de ${address}`,
  sendAgain: 'Le renvoyer',
  sendAgainIn: 'Le renvoyer (dans {time})',
  threeADay: 'trois fois par jour au plus',
  another: 'Indiquer une autre adresse',
  cameBack: 'Nous est-il revenu ?',
  thenSays: 'cette page le dira',
  slow: 'Cela prend plus de temps quand beaucoup de personnes de votre réseau s’inscrivent, ou si vous venez de vous abonner à une autre newsletter.',
  blockedOnce: (contact) =>
    `Avez-vous un jour bloqué votre adresse ici, ou signalé nos e-mails comme indésirables ? Alors nous n’avons pas le droit de vous écrire. Adressez-vous à ${contact}.`,
  sixDigits: 'Un code a six chiffres. Il est dans l’objet de l’e-mail.',
  wrong: (triesLeft) =>
    `Ce n’est pas le code, ou il a plus de 30 minutes. ${plural(triesLeft, { one: 'Il reste un essai', other: 'Il reste # essais' })} ; le plus sûr est de le copier depuis l’e-mail.`,
  spent: 'Ce n’est pas le code non plus : il n’est plus valable. Le bouton de l’e-mail fonctionne toujours.',
  newCode: 'Envoyer un nouveau code',
  bounced: {
    title: (name) => `Vérifiez votre adresse – ${name}`,
    heading: 'Notre e-mail nous est revenu',
    why: 'Le serveur de {domain} indique que {address} n’existe pas. Une faute de frappe, peut-être ?',
    check: 'Vérifiez cette adresse.',
  },
  already: {
    title: (name) => `Vous recevez déjà ${name}`,
    heading: 'Vous êtes déjà sur la liste',
    gets: '{address} reçoit {name} {comes}.',
    chose: 'Vous venez de choisir : {rhythm}.',
    leave: 'Ne rien changer',
  },
  rhythms: { each: 'chaque article', daily: 'une fois par jour', weekly: 'une fois par semaine' },
};
