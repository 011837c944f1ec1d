import type { OwnDataWords } from './own-data-en.ts';

export const ownDataPt: OwnDataWords = {
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
  states: {
    open: () => 'Como e-mails são encaminhados, primeiro enviamos um link para este endereço.',
    'no-mail': (contact) =>
      `Não é possível enviar e-mail para este endereço. Para seus dados, escreva para ${contact}.`,
    'just-moved': (contact) =>
      `Durante sete dias após uma mudança de endereço, não é possível pedir seus dados aqui. Precisa deles agora? Escreva para ${contact}.`,
  },
};
