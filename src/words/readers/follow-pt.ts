import { pluralIn } from '../plural.ts';
import type { FollowPageWords } from './follow-en.ts';

const plural = pluralIn('pt');

export const followPt: FollowPageWords = {
  ask: {
    story: (name) => `Seguir “${name}”?`,
    author: (name) => `Seguir ${name}?`,
    tag: (name) => `Seguir #${name}?`,
  },
  would: {
    each: 'Um e-mail na hora quando houver novidades, mesmo fora dos seus temas.',
    daily: 'Um e-mail na hora quando houver novidades, além do seu e-mail diário.',
    weekly: 'Um e-mail na hora quando houver novidades, além do seu e-mail semanal.',
  },
  endsByItself: (days) => `Termina sozinho após ${days} dias sem novidades.`,
  soFar: (articles, weeks) =>
    `Até agora: ${plural(articles, { one: '# artigo', other: '# artigos' })} em ${weeks} semanas.`,
  yes: 'Sim, seguir',
  name: {
    story: (name) => `História “${name}”`,
    author: (name) => `Tudo de ${name}`,
    tag: (name) => `Tudo sobre #${name}`,
  },
  follows: (what) => `Você segue: ${what}`,
  no: (what) => `Você não segue mais: ${what}`,
  endsOn: (day) => `Sem novidades, termina em ${day}.`,
  ended: (day) => `Terminou sozinho em ${day}: não houve novidades.`,
  stop: 'Deixar de seguir',
  again: 'Seguir de novo',
  heading: 'O que você segue',
  gone: 'Aqui não há mais nada para seguir',
  goneWhy: (name) => `${name} não teve nada de novo sobre isso há muito tempo. Nada mudou.`,
  tooMany: (most) => `Você já segue ${most} coisas. Deixe uma delas primeiro.`,
};
