import type { AddressPageWords } from './address-en.ts';

export const addressPt: AddressPageWords = {
  heading: 'Usar outro endereço',
  now: [
    'Agora os e-mails vão para ',
    '. Escrevemos para o novo; assim que você confirmar lá, tudo muda junto: a frequência, os temas e os links dos e-mails que você já tem.',
  ],
  label: 'Novo endereço',
  send: 'Enviar um e-mail para ele',
  back: 'Voltar às minhas escolhas',
  until: 'Até lá, tudo continua como está. Depois da mudança, avisamos o endereço antigo.',
  asked: ['Procure um e-mail em ', '. O botão nele leva sua assinatura para lá.'],
  askedUntil: (day) =>
    `Ele funciona até ${day}. Não chegou nada? Olhe na pasta de spam ou peça de novo em quinze minutos.`,
  same: 'Seus e-mails já vão para este endereço.',
  confirm: {
    heading: (name) => `Receber ${name} neste endereço?`,
    lead: (name, to, from) => `${name} irá para ${to} e não mais para ${from}. Todo o resto continua igual.`,
    yes: 'Sim, usar este endereço',
  },
  moved: {
    heading: 'Seus e-mails agora vão para este endereço',
    lead: (name, to) => `${name} vai para ${to}. Todo o resto continua igual.`,
  },
  taken: {
    heading: (name) => `Este endereço já recebe ${name}`,
    lead: (from) =>
      `Nada mudou. Para encerrar os e-mails a ${from}, aperte “Cancelar assinatura” em um deles.`,
  },
  expired:
    'Links para um novo endereço funcionam por sete dias. Todo e-mail leva às suas escolhas, onde você pode pedir outro.',
  keep: {
    heading: 'Manter seu endereço antigo?',
    lead: (name, to, from) => `${name} ia para ${from} e agora vai para ${to}. Você pode desfazer isso.`,
    goOn: 'Continuar',
  },
  sure: {
    heading: (from) => `Usar ${from} de novo?`,
    lead: (day) => `As mudanças de endereço feitas depois também são desfeitas. Isso é possível até ${day}.`,
    yes: 'Sim, desfazer a mudança',
  },
  kept: {
    heading: 'Seu endereço antigo está de volta',
    lead: (name, from) => `${name} vai de novo para ${from}.`,
  },
  late: {
    heading: 'Isso não pode mais ser desfeito',
    lead: (name) =>
      `Uma mudança de endereço pode ser desfeita por sete dias. Para receber ${name} no endereço antigo, inscreva-o de novo.`,
  },
};
