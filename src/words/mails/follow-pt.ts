import type { FollowWords } from './follow-en.ts';

export const portugueseFollow: FollowWords = {
  heading: 'Seguir isto',
  how: (days) =>
    `Um e-mail na hora quando houver novidades, seja qual for o seu ritmo. Termina sozinho após ${days} dias sem novidades.`,
  link: {
    story: (name) => `Seguir a história “${name}”`,
    author: (name) => `Seguir ${name}`,
    tag: (name) => `Seguir #${name}`,
  },
  why: {
    daily: (name, site) =>
      `Você recebe este e-mail na hora, além do seu e-mail diário de ${name} (${site}), porque segue algo de que ele trata.`,
    weekly: (name, site) =>
      `Você recebe este e-mail na hora, além do seu e-mail semanal de ${name} (${site}), porque segue algo de que ele trata.`,
  },
  beside: {
    daily: 'Você recebe um e-mail por dia, e este na hora porque o segue. Um toque muda o ritmo.',
    weekly: 'Você recebe um e-mail por semana, e este na hora porque o segue. Um toque muda o ritmo.',
  },
};
