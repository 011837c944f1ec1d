import type { OwnDataWords } from './own-data-en.ts';

export const ownDataFr: OwnDataWords = {
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
  states: {
    open: () => 'Comme les e-mails se transfèrent, nous envoyons d’abord un lien à cette adresse.',
    'no-mail': (contact) =>
      `Aucun e-mail ne peut être envoyé à cette adresse. Pour vos données, écrivez à ${contact}.`,
    'just-moved': (contact) =>
      `Pendant sept jours après un changement d’adresse, vos données ne peuvent pas être demandées ici. Il vous les faut maintenant ? Écrivez à ${contact}.`,
  },
};
