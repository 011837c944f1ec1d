import type { OwnDataWords } from './own-data-en.ts';

export const ownDataFr: OwnDataWords = {
  byMail: 'Comme les e-mails se transfèrent, nous envoyons d’abord un lien à cette adresse.',
  send: 'M’envoyer le lien',
  title: (name) => `Vos données – ${name}`,
  sent: 'Regardez votre boîte de réception',
  lead: ['Un lien est en route vers ', '. Il est valable un jour.'],
  file: [
    'Un fichier avec tout ce qui est conservé sur ',
    ' : adresse, choix, consentement, et quels e-mails ont été envoyés quand.',
  ],
  expired: 'Ce lien a expiré',
  expiredWhy: 'Il était valable un jour. Vous pouvez en demander un nouveau avec vos choix.',
  noMail: (contact) =>
    `Aucun e-mail ne peut être envoyé à cette adresse. Pour vos données, écrivez à ${contact}.`,
};
