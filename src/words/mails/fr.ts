import { frenchAddress } from './address-fr.ts';
import { frenchFollow } from './follow-fr.ts';
import { frenchCorrection, frenchDigest, frenchRhythm } from './digests-fr.ts';
import type { Words } from './en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('fr');

export const french: Words = {
  by: (names) => `Par ${names}`,
  minutesToRead: (minutes) => `${minutes} min de lecture`,
  pictureOf: (title) => `Image : ${title}`,
  readOnSite: 'Lire sur le site',
  continueReading: 'Lire la suite sur le site',
  shortened: 'Cet article était trop long pour un e-mail et s’arrête ici.',
  share: 'Partager :',
  shareOn: (name) => `Partager sur ${name}`,
  shareByEmail: 'E-mail',
  shareByEmailSays: 'Partager par e-mail',
  think: 'Dites-nous ce que vous en pensez',
  comment: 'Écrire un commentaire',
  related: 'À lire aussi',
  moreOnSite: (count) => plural(count, { one: 'et un autre sur le site', other: 'et # autres sur le site' }),
  embeds: {
    video: 'Voir la vidéo',
    audio: 'Écouter',
    post: 'Voir la publication',
    other: 'Voir sur la page',
  },
  digest: frenchDigest,
  rhythm: frenchRhythm,
  follow: frenchFollow,
  correction: frenchCorrection,
  whyArticle: (name, site) => `Vous recevez cet e-mail parce que vous êtes abonné à ${name} sur ${site}.`,
  unsubscribe: 'Se désabonner',
  preferences: 'Préférences',
  viewInBrowser: 'Voir dans le navigateur',
  archive: {
    publicCopy: (moment) =>
      `Ceci est la version publique d’un e-mail du ${moment}. Les liens personnels et les adresses ont été retirés.`,
    getIt: 'Recevoir par e-mail',
    pastMails: 'Tous les e-mails précédents',
  },
  imprint: 'Mentions légales',
  privacy: 'Politique de confidentialité',
  topics: 'Thèmes',
  code: {
    subject: (code, name) => `${code} est votre code pour ${name}`,
    works: (minutes) => `Le code fonctionne pendant ${minutes} minutes.`,
  },
  confirmation: {
    preheader: 'Saisissez-le là où vous vous êtes inscrit, ou appuyez sur le bouton de cet e-mail.',
    heading: 'Encore une étape',
    request: (name, site, moment) =>
      `Le ${moment}, quelqu’un, sans doute vous, a demandé que les nouveaux articles de ${name} (${site}) soient envoyés à cette adresse.`,
    codeLabel: 'Saisissez ce code là où vous vous êtes inscrit :',
    orButton: 'Page déjà fermée ? Ce bouton fait la même chose :',
    button: 'Confirmer mon adresse',
    together: (names) => `Le code et le bouton confirment aussi ${names}.`,
    validity: (minutes, days) =>
      `Le code fonctionne pendant ${minutes} minutes, le bouton pendant ${plural(days, { one: 'un jour', other: '# jours' })}. Tant que vous n’avez pas confirmé, rien ne vous est envoyé.`,
    byReply: 'Ou répondez simplement à cet e-mail : cela confirme aussi votre adresse.',
    ignore: 'Ce n’était pas vous ? Ignorez cet e-mail : il n’y aura pas de suite.',
    neverAgainAsk: 'Pour que personne ne puisse inscrire de nouveau cette adresse :',
    neverAgain: 'ne plus jamais m’écrire',
    whatIsThis: (name) => `Qu’est-ce que ${name} ? En savoir plus :`,
    why: (name) =>
      `Vous recevez cet unique e-mail parce que votre adresse a été saisie dans le formulaire d’inscription de ${name}. Elle ne figure sur aucune liste tant que vous n’avez pas confirmé.`,
  },
  reminder: {
    subject: (name) => `Souhaitez-vous toujours recevoir ${name} ?`,
    preheader: 'Vous vous êtes inscrit et n’avez pas encore confirmé. C’est le seul rappel.',
    heading: 'Il reste une étape',
    body: (name, day) =>
      `Le ${day}, quelqu’un, sans doute vous, a demandé ${name} à cette adresse. Ce n’est pas encore confirmé. Si vous le souhaitez toujours :`,
    ifNot: (day) =>
      `Sinon, ne faites rien. C’est le seul rappel, et votre adresse sera effacée après le ${day}.`,
  },
  ownData: {
    subject: (name) => `Vos données chez ${name}`,
    heading: 'Vos données',
    body: (name, moment) =>
      `Le ${moment}, quelqu’un, sans doute vous, a demandé les données que ${name} conserve à votre sujet.`,
    button: 'Voir mes données',
    validity: 'Vous pourrez tout télécharger ou le faire effacer. Le bouton fonctionne pendant un jour.',
    why: (name) =>
      `Vous recevez cet unique e-mail parce qu’il a été demandé sur votre page de choix de ${name}.`,
  },
  address: frenchAddress,
  welcome: {
    subject: (name) => `Bienvenue chez ${name}`,
    heading: 'Vous êtes abonné',
    body: (name) =>
      `Merci pour votre confirmation. Les prochains articles de ${name} arriveront à cette adresse.`,
    mails: {
      each: 'Vous recevez un e-mail pour chaque article.',
      daily: 'Vous recevez un e-mail par jour.',
      weekly: 'Vous recevez un e-mail par semaine.',
    },
    first: (moment) => `Le premier : ${moment}, s’il y a du nouveau d’ici là.`,
    firstWithArticle: 'Le premier arrivera avec le prochain article.',
    control: (hasTopics) =>
      hasTopics
        ? 'Vous choisissez les sujets et la fréquence de nos e-mails, et vous pouvez vous désabonner à tout moment.'
        : 'Vous choisissez la fréquence de nos e-mails, et vous pouvez vous désabonner à tout moment.',
    why: (name, site) =>
      `Vous recevez cet e-mail parce que vous avez confirmé votre abonnement à ${name} sur ${site}.`,
  },
  alreadySubscribed: {
    heading: 'Vous êtes déjà abonné',
    body: (name, site, moment) =>
      `Le ${moment}, quelqu’un, sans doute vous, a inscrit cette adresse à ${name} (${site}). Elle y figurait déjà : rien n’a changé.`,
    codeLabel: 'Pour changer quelque chose là où vous étiez, saisissez-y ce code :',
    control: 'Nos e-mails n’arrivent pas ? Regardez dans vos indésirables, ou vérifiez vos préférences.',
    ignore: 'Ce n’était pas vous ? Ignorez cet e-mail : il n’y aura pas de suite.',
    why: (name) =>
      `Vous recevez cet e-mail parce que votre adresse a été saisie dans le formulaire d’inscription de ${name}.`,
  },
};
