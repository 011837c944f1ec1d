import { pluralIn } from '../plural.ts';
import type { CorrectionWords, DigestWords, RhythmWords } from './digests-en.ts';

const plural = pluralIn('pt');

export const portugueseDigest: DigestWords = {
  names: {
    daily: 'Resumo do dia',
    weekly: 'Resumo da semana',
    'busy-day': 'Fim de um dia cheio',
    'catch-up': 'Que bom ter você de volta',
  },
  subject: (titles, more) => [titles.join(', '), ...(more > 0 ? [`e mais ${more}`] : [])].join(' '),
  week: (day) => `Sua semana até ${day}`,
  busyDay: (count) =>
    plural(count, { one: 'Um dia cheio: mais # artigo', other: 'Um dia cheio: mais # artigos' }),
  welcomeBack: 'Que bom ter você de volta',
  articles: (count) => plural(count, { one: '# artigo', other: '# artigos' }),
  minutes: (count) =>
    plural(count, { one: 'cerca de # minuto de leitura', other: 'cerca de # minutos de leitura' }),
  startWith: (count) => `${count} para começar:`,
  busy: (count) =>
    plural(count, {
      one: 'Hoje houve muitos e-mails avulsos. Este artigo esperou até agora para dar um descanso à sua caixa de entrada.',
      other: 'Hoje houve muitos e-mails avulsos. Em vez de mais #, aqui estão em um só.',
    }),
  afterPause:
    'Sua pausa terminou. Estes artigos saíram nesse meio-tempo, os melhores primeiro e no máximo 50. Nada mais será enviado com atraso.',
  whyAfterPause: (name) => `Você recebe este e-mail porque sua pausa de ${name} terminou.`,
  further: 'E mais',
  readStory: 'Ler o artigo',
};

export const portugueseRhythm: RhythmWords = {
  heading: 'Quantos e-mails você gostaria de receber?',
  why: {
    each: 'Você recebe um e-mail para cada artigo. Um toque abre uma página com um só botão.',
    daily: 'Você recebe um e-mail por dia. Um toque abre uma página com um só botão.',
    weekly: 'Você recebe um e-mail por semana. Um toque abre uma página com um só botão.',
  },
  whyNone: 'Um toque abre uma página com um só botão.',
  labels: { each: 'Cada artigo', daily: 'Uma vez por dia', weekly: 'Uma vez por semana' },
  now: (label) => `${label} (agora)`,
  means: { each: 'assim que sai', daily: 'até 7 por semana', weekly: '1 por semana' },
  pause: 'Pausar os e-mails',
  untilDate: 'até uma data',
  changed: {
    each: 'Até agora você recebia um e-mail para cada artigo. Isso mudou.',
    daily: 'Até agora você recebia um e-mail por dia. Isso mudou.',
    weekly: 'Até agora você recebia um e-mail por semana. Isso mudou.',
  },
  keep: 'Deixar como estava',
};

export const portugueseCorrection: CorrectionWords = {
  subject: (title) => `Correção: ${title}`,
  heading: 'Uma correção',
  about: (title) =>
    `Nosso e-mail sobre “${title}” tinha um erro. Você o recebeu, por isso recebe também a correção.`,
  button: 'Ler o artigo corrigido',
  why: (name) =>
    `Você recebe este e-mail porque ${name} enviou a você o artigo com o erro. Correções chegam na hora, seja qual for a frequência escolhida.`,
};
