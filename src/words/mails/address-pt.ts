import type { AddressWords } from './address-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('pt');

export const portugueseAddress: AddressWords = {
  ask: {
    subject: (name) => `Receber ${name} neste endereço?`,
    heading: 'Usar este endereço a partir de agora?',
    body: (name, old, moment) =>
      `Em ${moment}, alguém que recebe ${name}, provavelmente você, pediu que passe a chegar a este endereço e não mais a ${old}. A frequência, os temas e todo o resto continuam iguais.`,
    button: 'Sim, usar este endereço',
    validity: (days) =>
      `O botão funciona por ${plural(days, { one: 'um dia', other: '# dias' })}. Até alguém apertá-lo, nada muda.`,
    why: (name) =>
      `Você recebe este único e-mail porque alguém que recebe ${name} digitou este endereço como o novo.`,
  },
  taken: {
    heading: (name) => `Este endereço já recebe ${name}`,
    body: (name, old, moment) =>
      `Em ${moment}, alguém que recebe ${name}, provavelmente você, pediu que passe a chegar a este endereço e não mais a ${old}. Ele já chega aqui, por isso nada mudou. Para encerrar os e-mails ao outro endereço, aperte “Cancelar assinatura” em um deles.`,
  },
  moved: {
    subject: (name) => `${name} agora vai para outro endereço`,
    heading: 'Seus e-mails agora vão para outro endereço',
    body: (name, now, moment) =>
      `Em ${moment}, ${name} passou deste endereço para ${now}, como foi confirmado lá. A frequência, os temas e todo o resto continuam iguais.`,
    undo: (day) => `Não foi você? Você pode desfazer até ${day}:`,
    button: 'Manter este endereço',
    why: (name) => `Este e-mail é só para avisar. ${name} não envia mais nada a este endereço.`,
  },
};
