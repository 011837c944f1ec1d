import type { ConfirmWords } from './confirm-en.ts';

export const confirmPt: ConfirmWords = {
  title: (name) => `Confirme sua assinatura de ${name}`,
  heading: 'Só falta um clique',
  will: (name, comes) => `vai receber ${name} ${comes}.`,
  together: (names) => `Com o mesmo clique: ${names}.`,
  yes: 'Sim, quero assinar',
  notYou: 'Não foi você? Feche esta página e nada será enviado.',
  doneTitle: (name) => `Sua assinatura de ${name} está confirmada`,
  welcome: 'Boas-vindas! Sua assinatura está confirmada.',
  already: 'Sua assinatura já estava confirmada.',
  nothingToDo: 'está confirmado. Você não precisa fazer mais nada.',
  firstMail: (when) => `O primeiro e-mail chega ${when}, se houver novidades até lá.`,
  firstWithArticle: 'O primeiro e-mail chega com o próximo artigo.',
  facts: { often: 'Frequência', topics: 'Temas', everything: 'Tudo', to: 'Enviado para' },
  keepFromSpam: (address) =>
    `Para que nossos e-mails não caiam no spam, adicione ${address} aos seus contatos.`,
  everyEmail: 'Todo e-mail traz um link para cancelar e outro para suas escolhas.',
  goTo: (site) => `Ir para ${site}`,
  backToArticle: 'Voltar ao artigo',
  expiredTitle: (name) => `Este link expirou – ${name}`,
  expired: 'Este link expirou',
  expiredWhy: (day) =>
    `Os links de confirmação valem por sete dias. O seu era de ${day}. Um novo e-mail leva um minuto.`,
  goesTo: ['Ele vai para ', '.'],
  newLink: 'Enviar um novo',
  leftTitle: (name) => `Você cancelou ${name}`,
  used: 'Este link já foi usado',
  usedWhy:
    'Você confirmou com ele e depois cancelou a assinatura. Para voltar a receber artigos, assine de novo.',
  again: 'Assinar de novo',
  blockedTitle: (name) => `Sem assinatura – ${name}`,
  blocked: 'Este endereço está bloqueado',
  blockedWhy: (contact) =>
    `Nenhuma newsletter pode ser enviada a ele, por isso nada mudou. Quer voltar a receber e-mails? Escreva para ${contact}.`,
};
