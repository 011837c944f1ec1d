import type { OwnDataWords } from './own-data-en.ts';

export const ownDataPt: OwnDataWords = {
  byMail: 'Como e-mails são encaminhados, primeiro enviamos um link para este endereço.',
  send: 'Enviar o link',
  title: (name) => `Seus dados – ${name}`,
  sent: 'Veja sua caixa de entrada',
  lead: ['Um link está a caminho de ', '. Ele vale por um dia.'],
  file: [
    'Um arquivo com tudo o que está guardado sobre ',
    ': endereço, escolhas, consentimento e quais e-mails foram enviados e quando.',
  ],
  expired: 'Este link expirou',
  expiredWhy: 'Ele valia por um dia. Peça um novo junto às suas escolhas.',
  noMail: (contact) =>
    `Não é possível enviar e-mail para este endereço. Para seus dados, escreva para ${contact}.`,
};
