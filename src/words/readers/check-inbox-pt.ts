import { pluralIn } from '../plural.ts';
import type { CheckInboxWords } from './check-inbox-en.ts';

const plural = pluralIn('pt');

export const checkInboxPt: CheckInboxWords = {
  title: (name) => `Veja sua caixa de entrada – ${name}`,
  heading: 'Veja sua caixa de entrada',
  look: 'Procure um e-mail de {name} em {address}. O assunto começa com um código.',
  lookFor: 'Procure um e-mail de {name}. O assunto começa com um código.',
  code: 'Código de seis dígitos',
  confirm: 'Confirmar',
  orButton: 'Ou aperte o botão do e-mail: os dois fazem o mesmo.',
  open: (site) => `Abrir ${site}`,
  slip: {
    typed: 'Você digitou',
    meant: 'Quis dizer',
    andThen: 'Nesse caso,',
    again: 'digite seu endereço de novo',
  },
  noMail: 'Nenhum e-mail depois de dois minutos?',
  spam: 'Olhe na pasta de spam',
  from: (address) => `de ${address}`,
  sendAgain: 'Enviar de novo',
  sendAgainIn: 'Enviar de novo (em {time})',
  threeADay: 'no máximo três vezes por dia',
  another: 'Usar outro endereço',
  cameBack: 'Ele voltou para nós?',
  thenSays: 'esta página vai dizer',
  slow: 'Demora mais quando muita gente da sua rede está assinando, ou se você acabou de assinar outra newsletter.',
  blockedOnce: (contact) =>
    `Você já bloqueou seu endereço aqui ou marcou nosso e-mail como spam? Então não podemos escrever para você. Fale com ${contact}.`,
  sixDigits: 'Um código tem seis dígitos. Ele está no assunto do e-mail.',
  wrong: (triesLeft) =>
    `Este não é o código, ou ele tem mais de 30 minutos. ${plural(triesLeft, { one: 'Resta uma tentativa', other: 'Restam # tentativas' })}; o mais seguro é copiá-lo do e-mail.`,
  spent: 'Também não é o código, que agora não vale mais. O botão do e-mail continua funcionando.',
  newCode: 'Enviar um novo código',
  bounced: {
    title: (name) => `Confira seu endereço – ${name}`,
    heading: 'Nosso e-mail voltou',
    why: 'O servidor de e-mail de {domain} diz que {address} não existe. Talvez um erro de digitação?',
    check: 'Confira este endereço.',
  },
  already: {
    title: (name) => `Você já recebe ${name}`,
    heading: 'Você já está na lista',
    gets: '{address} recebe {name} {comes}.',
    chose: 'Agora há pouco você escolheu {rhythm}.',
    leave: 'Deixar como está',
  },
  rhythms: { each: 'cada artigo', daily: 'uma vez por dia', weekly: 'uma vez por semana' },
};
