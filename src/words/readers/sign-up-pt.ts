import type { SignUpWords } from './sign-up-en.ts';

export const signUpPt: SignUpWords = {
  title: (name) => `Assinar ${name}`,
  pleaseCheck: 'Confira: ',
  heading: (name) => `${name} no seu e-mail`,
  lead: (site) => `Os novos artigos de ${site}, por e-mail, com a frequência que você quiser.`,
  untilConfirmed: 'Nada é enviado antes da sua confirmação.',
  latest: 'Mais recentes',
  pastMails: 'Ver primeiro os e-mails anteriores',
  discover: (name) => `Mais de ${name}`,
  boxLead: 'Receba os novos artigos por e-mail, com a frequência que você quiser.',
  consent: (name) =>
    `Ao assinar, você concorda em receber artigos de ${name} por e-mail. Todo e-mail permite mudar a frequência ou sair com um clique.`,
  email: 'Endereço de e-mail',
  subscribe: 'Assinar',
  onlySome: 'Só alguns temas?',
  tickNone: 'Se não marcar nenhum, você recebe tudo.',
  together: 'Quer receber estes também, com a mesma confirmação?',
  leaveEmpty: 'Deixe este campo vazio',
  slip: { didYouMean: 'Você quis dizer {address}?', changeIt: 'Sim, corrigir', keepIt: 'Não, está certo' },
  backToForm: 'Voltar ao formulário',
};
