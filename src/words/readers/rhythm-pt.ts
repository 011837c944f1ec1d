import { pluralIn } from '../plural.ts';
import { atPt } from './joints.ts';
import type { RhythmPageWords } from './rhythm-en.ts';

const plural = pluralIn('pt');

export const rhythmPt: RhythmPageWords = {
  howOften: 'Com que frequência?',
  labels: { each: 'Cada artigo', daily: 'Uma vez por dia', weekly: 'Uma vez por semana' },
  aWeek: {
    each: (count) =>
      plural(count, { one: 'cerca de # e-mail por semana', other: 'cerca de # e-mails por semana' }),
    daily: (count) => plural(count, { one: '# e-mail por semana', other: '# e-mails por semana' }),
    weekly: () => '1 e-mail por semana',
  },
  means: { each: 'um e-mail na hora', daily: 'o dia em um e-mail', weekly: 'a semana em um e-mail' },
  comes: {
    each: () => 'com um e-mail para cada artigo',
    daily: (_weekday, time) => `uma vez por dia ${atPt(time)}`,
    weekly: (weekday, time) => `uma vez por semana, ${weekday} ${atPt(time)}`,
  },
  nextMail: (when) => `O próximo e-mail chega ${when}, se houver novidades até lá.`,
  nextWithArticle: 'O próximo e-mail chega com o próximo artigo.',
  nextAfterPause: (when) => `Seus e-mails estão em pausa. O próximo chega ${when}.`,
  ask: {
    each: 'A partir de agora, um e-mail para cada artigo?',
    daily: 'A partir de agora, uma vez por dia?',
    weekly: 'A partir de agora, uma vez por semana?',
  },
  keepAsk: 'Deixar como estava?',
  keepWhy: (name, comesNow) => `Para quem não escolheu, ${name} agora chega ${comesNow}.`,
  yes: { each: 'Sim, cada artigo', daily: 'Sim, uma vez por dia', weekly: 'Sim, uma vez por semana' },
  would: {
    each: () => 'Um e-mail assim que um artigo sai',
    daily: (_weekday, time) => `Um e-mail por dia ${atPt(time)}`,
    weekly: (weekday, time) => `Um e-mail por semana, ${weekday} ${atPt(time)},`,
  },
  ratherThan: {
    each: 'em vez de um por artigo.',
    daily: 'em vez de um por dia.',
    weekly: 'em vez de um por semana.',
  },
  isKept: 'O que ainda não foi enviado a você chega mesmo assim.',
  nothingYet: 'Nada mudou ainda.',
  allChoices: 'Ver todas as opções',
  already: {
    each: 'Você já recebe um e-mail para cada artigo',
    daily: 'Você já recebe um e-mail por dia',
    weekly: 'Você já recebe um e-mail por semana',
  },
  done: {
    each: 'Pronto: cada artigo',
    daily: 'Pronto: uma vez por dia',
    weekly: 'Pronto: uma vez por semana',
  },
  undo: {
    each: 'Desfazer: cada artigo',
    daily: 'Desfazer: uma vez por dia',
    weekly: 'Desfazer: uma vez por semana',
  },
  choose: 'Quantos e-mails você gostaria de receber?',
  notReader: 'Nenhum e-mail é enviado a você',
  notReaderWhy: (name) => `No momento você não assina ${name}, por isso nada mudou.`,
  subscribe: 'Assinar',
};
