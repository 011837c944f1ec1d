import type { DepartingWords } from './departing-en.ts';

export const departingPt: DepartingWords = {
  erase: {
    title: (name) => `Apagar seus dados – ${name}`,
    heading: 'Apagar tudo?',
    lead: [
      '',
      ', seu nome e suas escolhas são removidos de todas as newsletters deste serviço. Os e-mails param na hora. Os dados são apagados um dia depois, para que você possa desfazer se outra pessoa apertou o botão.',
    ],
    stays: 'O que fica, e por quê',
    whatStays: (name) => [
      'Um código embaralhado do seu endereço que ninguém consegue reverter. Ele impede que listas e importações tragam você de volta. Se você assinar e confirmar de novo, ele é removido; senão, só o operador pode removê-lo.',
      `Quando e como alguém aceitou receber e-mails e saiu, sem endereço, nome, endereço de rede nem nada que diga quem: ${name} precisa poder mostrar que seus e-mails eram permitidos.`,
      'Quantos e-mails foram enviados, com um número que não é mais de ninguém.',
      'Cópias nos backups, até que outras mais novas as substituam.',
    ],
    goOn: 'Continuar',
    back: 'Voltar às suas escolhas',
  },
  forGood: {
    heading: (address) => `Apagar os dados de ${address}?`,
    lead: 'Os e-mails param na hora. Até amanhã a esta hora, esta página permite desfazer; depois os dados somem para sempre.',
    erase: 'Apagar meus dados',
  },
  erasing: {
    title: (name) => `Seus dados serão apagados – ${name}`,
    heading: 'Seus dados serão apagados.',
    lead: (moment) => [
      'Nenhum e-mail é mais enviado para ',
      `. Em ${moment}, seu endereço, seu nome e suas escolhas serão removidos; então este link também deixa de valer.`,
    ],
    undo: 'Foi um engano: desfazer',
  },
  neverAgain: {
    heading: 'Nunca mais me enviem e-mails',
    lead: (name) => [
      'Ninguém mais poderá inscrever ',
      ` aqui, nem em ${name} nem em outra newsletter deste serviço.`,
    ],
    goOn: 'Continuar',
    onlyThis:
      'Você só quer evitar esta newsletter? Então feche esta página: nada chega sem a sua confirmação.',
  },
  block: {
    title: 'Bloquear este endereço?',
    heading: (address) => `Bloquear ${address}?`,
    lead: (contact) =>
      `Ele sai na hora de todas as newsletters deste serviço. Por um dia você pode desfazer nesta página; depois, só ${contact} pode.`,
    block: 'Bloquear meu endereço',
  },
  blocked: {
    title: 'Seu endereço está bloqueado',
    heading: 'Não vamos mais escrever para você.',
    lead: ['', ' está bloqueado. Nenhuma newsletter deste serviço pode ser enviada a ele.'],
    undo: 'Não fui eu: desfazer',
    until: (moment, contact) => `Isso vale até ${moment}. Depois, escreva para ${contact}.`,
    later: (contact) => `Quer voltar a receber e-mails? Escreva para ${contact}.`,
  },
  unblocked: {
    title: 'Seu endereço não está bloqueado',
    heading: 'Seu endereço não está bloqueado.',
    lead: ['Tudo está como antes para ', '.'],
  },
};
