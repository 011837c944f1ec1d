import { pluralIn } from '../plural.ts';
import type { LeavingWords } from './leaving-en.ts';

const plural = pluralIn('pt');

export const leavingPt: LeavingWords = {
  title: (name) => `Cancelar a assinatura de ${name}`,
  heading: (name) => `Cancelar ${name}?`,
  noMore: 'não receberá mais artigos a partir de agora.',
  unsubscribe: 'Cancelar assinatura',
  changedMind: 'Mudou de ideia? Feche esta página e tudo continua como está.',
  fewer: 'Ou apenas menos e-mails',
  instead: {
    each: 'Prefiro cada artigo',
    daily: 'Prefiro uma vez por dia',
    weekly: 'Prefiro uma vez por semana',
  },
  pauseMonth: 'Um mês de pausa',
  back: (day) => `de volta: ${day}`,
  ratherThan: (fewer, now) =>
    `${plural(fewer, { one: '# e-mail', other: '# e-mails' })} por semana em vez de ${now}`,
  someTopics: 'Só alguns temas',
  allNow: 'agora você recebe todos',
  leftTitle: (name) => `Você cancelou ${name}`,
  left: 'Sua assinatura foi cancelada.',
  leftWhy: (name) => [`Nenhum artigo de ${name} será mais enviado para `, '.'],
  undo: 'Foi um engano: desfazer',
  undoUntil: (time) => `possível até ${time}`,
  why: {
    heading: 'Quer nos dizer por quê?',
    hint: 'Só se quiser: é contado sem o seu endereço.',
    reasons: {
      'too-many': 'E-mails demais',
      topics: 'Não são os meus temas',
      'on-site': 'Leio no site',
      unasked: 'Nunca me inscrevi',
      other: 'Outra coisa',
    },
    send: 'Enviar',
    thanks: 'Obrigado. Está contado.',
  },
  barred: (contact) =>
    `O endereço está bloqueado: nenhuma newsletter pode ser enviada a ele. Quer voltar a receber e-mails? Escreva para ${contact}.`,
  again: 'Assinar de novo',
  all: 'Cancelar todas as newsletters deste site',
  backTitle: (name) => `Você voltou a assinar ${name}`,
  welcomeBack: 'Que bom ter você de volta.',
  choices: 'Ver minhas escolhas',
  asBefore: (name) => [`Os artigos de ${name} continuam chegando como antes a `, '.'],
};
