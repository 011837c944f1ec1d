import { pluralIn } from '../plural.ts';
import type { TroubleWords } from './trouble-en.ts';

const plural = pluralIn('fr');

export const troubleFr: TroubleWords = {
  headings: {
    page: 'Il n’y a rien ici',
    link: 'Ce lien ne fonctionne pas',
    refused: 'Cela n’a pas marché',
    large: 'C’est trop volumineux',
    check: 'Vérifiez votre saisie',
    'too-many': 'Un instant, s’il vous plaît',
    ours: 'Un problème est survenu',
    busy: 'De retour dans un instant',
  },
  says: {
    page: 'Cette page n’existe pas. L’adresse contient peut-être une erreur.',
    link: 'Il est incomplet, ou un e-mail plus récent l’a remplacé. Utilisez le lien du dernier e-mail reçu.',
    refused: 'La demande n’a pas pu être lue. Revenez en arrière et réessayez.',
    large: 'L’envoi dépasse la taille autorisée ici.',
    check: 'Quelque chose ne va pas dans le formulaire. Revenez en arrière et relisez-le.',
    'too-many': 'C’est arrivé très souvent à l’instant.',
    ours: 'Le problème vient de nous. Réessayez dans une minute.',
    busy: 'Ce n’est pas possible pour le moment. Réessayez dans une minute.',
  },
  tooOften: {
    changes: 'Vos choix ont changé très souvent aujourd’hui. Cette modification n’a pas été enregistrée.',
    undos: 'Vous avez annulé cela très souvent aujourd’hui. Rien n’a été modifié.',
    network: 'De très nombreuses personnes viennent de s’inscrire depuis votre réseau.',
  },
  byMail: (address) =>
    `Cela marche aussi par e-mail, tout de suite : envoyez un e-mail vide à ${address}, puis répondez au nôtre.`,
  inMinutes: (minutes) =>
    plural(minutes, { one: 'Réessayez dans une minute.', other: 'Réessayez dans # minutes.' }),
  inHours: (hours) => plural(hours, { one: 'Réessayez dans une heure.', other: 'Réessayez dans # heures.' }),
  start: 'Aller à la page d’accueil',
  tell: (id) => `Si le problème persiste, indiquez-nous ce numéro : ${id}`,
  noEmail: 'Saisissez votre adresse e-mail.',
  email: 'Saisissez une adresse e-mail valide, par exemple nom@example.org.',
  field: 'Rechargez la page et réessayez.',
  gone: {
    heading: 'Ce lien n’est plus utilisé',
    lead: 'Il appartenait à une personne dont les données ne sont plus conservées ici. Il ne montre rien, ne change rien et n’envoie aucun e-mail.',
    newest: 'Vous recevez encore des e-mails ? Utilisez le lien du plus récent.',
  },
  test: {
    title: 'Un lien d’un e-mail de test',
    heading: 'Tout va bien : c’était un e-mail de test',
    lead: 'Dans un vrai e-mail, ce lien permet de se désabonner et de changer ses choix. Les liens d’un e-mail de test n’appartiennent à personne ; rien n’a donc été modifié.',
  },
  home: {
    heading: 'Newsletters',
    subscribe: 'S’abonner',
    subscribeTo: (name) => `S’abonner à ${name}`,
    quiet: 'Des newsletters partent d’ici',
    quietWhy:
      'Vous pouvez vous abonner sur leurs sites. Chaque e-mail contient des liens pour se désabonner et pour changer vos choix.',
  },
};
