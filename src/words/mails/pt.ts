import { pluralIn } from '../plural.ts';
import { portugueseCorrection, portugueseDigest, portugueseRhythm } from './digests-pt.ts';
import type { Words } from './en.ts';

const plural = pluralIn('pt');

export const portuguese: Words = {
  by: (names) => `Por ${names}`,
  minutesToRead: (minutes) => `${minutes} min de leitura`,
  pictureOf: (title) => `Imagem: ${title}`,
  readOnSite: 'Ler no site',
  continueReading: 'Continuar a leitura no site',
  shortened: 'Este artigo era longo demais para um e-mail e termina aqui.',
  share: 'Compartilhar este artigo',
  shareByEmail: 'E-mail',
  comment: 'Participar da conversa',
  related: 'Você também pode gostar',
  moreOnSite: (count) => `e mais ${count} no site`,
  embeds: { video: 'Ver o vídeo', audio: 'Ouvir', post: 'Ver a publicação', other: 'Ver na página' },
  digest: portugueseDigest,
  rhythm: portugueseRhythm,
  correction: portugueseCorrection,
  whyArticle: (name, site) => `Você recebe este e-mail porque assinou ${name} em ${site}.`,
  unsubscribe: 'Cancelar assinatura',
  preferences: 'Preferências',
  imprint: 'Expediente',
  privacy: 'Política de privacidade',
  topics: 'Temas',
  confirmation: {
    subject: (name) => `Confirme sua assinatura de ${name}`,
    preheader: (name) => `Só mais um passo: confirme que você quer receber ${name} por e-mail.`,
    heading: 'Confirme sua assinatura',
    request: (name, site, moment) =>
      `Em ${moment}, alguém, provavelmente você, pediu que os novos artigos de ${name} (${site}) fossem enviados para este endereço.`,
    button: 'Confirmar assinatura',
    validity: (days) =>
      `O botão abre uma página onde você confirma com um clique. Ele funciona por ${plural(days, { one: 'um dia', other: '# dias' })}; sem confirmação, não enviaremos artigos.`,
    linkInstead: 'Se o botão não funcionar, abra este endereço:',
    ignore: 'Não foi você? Então ignore este e-mail: nada mais vai acontecer.',
    neverAgainAsk: 'Para que ninguém possa inscrever este endereço de novo:',
    neverAgain: 'nunca mais me enviem e-mails',
    whatIsThis: (name) => `O que é ${name}? Saiba mais aqui:`,
    why: (name) =>
      `Você recebe este único e-mail porque seu endereço foi digitado no formulário de assinatura de ${name}. Ele não está em nenhuma lista até você confirmar.`,
  },
  welcome: {
    subject: (name) => `Boas-vindas a ${name}`,
    heading: 'Sua assinatura está confirmada',
    body: (name) => `Obrigado por confirmar. Os próximos artigos de ${name} vão chegar a este endereço.`,
    mails: {
      each: 'Você recebe um e-mail para cada artigo.',
      daily: 'Você recebe um e-mail por dia.',
      weekly: 'Você recebe um e-mail por semana.',
    },
    first: (moment) => `O primeiro: ${moment}, se houver novidades até lá.`,
    firstWithArticle: 'O primeiro chega com o próximo artigo.',
    control: (hasTopics) =>
      hasTopics
        ? 'Você decide sobre o que e com que frequência escrevemos: mude os temas e a frequência, ou cancele, quando quiser.'
        : 'Você decide com que frequência escrevemos: mude, ou cancele, quando quiser.',
    why: (name, site) => `Você recebe este e-mail porque confirmou sua assinatura de ${name} em ${site}.`,
  },
  alreadySubscribed: {
    subject: (name) => `Você já assina ${name}`,
    heading: 'Você já é assinante',
    body: (name, site, moment) =>
      `Em ${moment}, alguém, provavelmente você, inscreveu este endereço em ${name} (${site}). Ele já estava na lista, por isso nada mudou.`,
    control: 'Nossos e-mails não chegam? Olhe na pasta de spam ou confira suas preferências.',
    ignore: 'Não foi você? Então ignore este e-mail: nada mais vai acontecer.',
    why: (name) =>
      `Você recebe este e-mail porque seu endereço foi digitado no formulário de assinatura de ${name}.`,
  },
};
