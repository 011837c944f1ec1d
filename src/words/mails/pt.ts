import { portugueseAddress } from './address-pt.ts';
import { portugueseFollow } from './follow-pt.ts';
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
  share: 'Partilhar:',
  shareOn: (name) => `Partilhar no ${name}`,
  shareByEmail: 'E-mail',
  shareByEmailSays: 'Partilhar por e-mail',
  think: 'Diga-nos o que pensa',
  comment: 'Escrever um comentário',
  related: 'Você também pode gostar',
  moreOnSite: (count) => `e mais ${count} no site`,
  embeds: { video: 'Ver o vídeo', audio: 'Ouvir', post: 'Ver a publicação', other: 'Ver na página' },
  digest: portugueseDigest,
  rhythm: portugueseRhythm,
  follow: portugueseFollow,
  correction: portugueseCorrection,
  whyArticle: (name, site) => `Você recebe este e-mail porque assinou ${name} em ${site}.`,
  unsubscribe: 'Cancelar assinatura',
  preferences: 'Preferências',
  viewInBrowser: 'Ver no navegador',
  archive: {
    publicCopy: (moment) =>
      `Esta é a versão pública de um e-mail de ${moment}. Os links pessoais e os endereços foram retirados.`,
    getIt: 'Receber por e-mail',
    pastMails: 'Todos os e-mails anteriores',
  },
  imprint: 'Expediente',
  privacy: 'Política de privacidade',
  topics: 'Temas',
  code: {
    subject: (code, name) => `${code} é o seu código para ${name}`,
    works: (minutes) => `O código funciona por ${minutes} minutos.`,
  },
  confirmation: {
    preheader: 'Digite-o onde você se inscreveu ou aperte o botão deste e-mail. Até lá, não enviamos nada.',
    heading: 'Só mais um passo',
    request: (name, site, moment) =>
      `Em ${moment}, alguém, provavelmente você, pediu que os novos artigos de ${name} (${site}) fossem enviados para este endereço.`,
    codeLabel: 'Digite este código onde você se inscreveu:',
    orButton: 'Já fechou a página? Este botão faz o mesmo:',
    button: 'Confirmar meu endereço',
    together: (names) => `O código e o botão também confirmam ${names}.`,
    validity: (minutes, days) =>
      `O código funciona por ${minutes} minutos; o botão, por ${plural(days, { one: 'um dia', other: '# dias' })}. Até você confirmar, não enviamos nada.`,
    byReply: 'Ou simplesmente responda a este e-mail: isso também confirma o seu endereço.',
    ignore: 'Não foi você? Então ignore este e-mail: nada mais vai acontecer.',
    neverAgainAsk: 'Para que ninguém possa inscrever este endereço de novo:',
    neverAgain: 'nunca mais me enviem e-mails',
    whatIsThis: (name) => `O que é ${name}? Saiba mais aqui:`,
    why: (name) =>
      `Você recebe este único e-mail porque seu endereço foi digitado no formulário de assinatura de ${name}. Ele não está em nenhuma lista até você confirmar.`,
  },
  reminder: {
    subject: (name) => `Ainda quer receber ${name}?`,
    preheader: 'Você se inscreveu e ainda não confirmou. Este é o único lembrete.',
    heading: 'Falta um passo',
    body: (name, day) =>
      `Em ${day}, alguém, provavelmente você, pediu ${name} neste endereço. Ainda não está confirmado. Se você ainda quiser:`,
    ifNot: (day) =>
      `Se não, não faça nada. Este é o único lembrete, e seu endereço será apagado depois de ${day}.`,
  },
  ownData: {
    subject: (name) => `Seus dados em ${name}`,
    heading: 'Seus dados',
    body: (name, moment) =>
      `Em ${moment}, alguém, provavelmente você, pediu os dados que ${name} guarda sobre você.`,
    button: 'Ver meus dados',
    validity: 'Lá você pode baixar tudo ou mandar apagar. O botão funciona por um dia.',
    why: (name) =>
      `Você recebe este único e-mail porque ele foi pedido na sua página de escolhas de ${name}.`,
  },
  address: portugueseAddress,
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
    heading: 'Você já é assinante',
    body: (name, site, moment) =>
      `Em ${moment}, alguém, provavelmente você, inscreveu este endereço em ${name} (${site}). Ele já estava na lista, por isso nada mudou.`,
    codeLabel: 'Para mudar algo onde você estava, digite lá este código:',
    control: 'Nossos e-mails não chegam? Olhe na pasta de spam ou confira suas preferências.',
    ignore: 'Não foi você? Então ignore este e-mail: nada mais vai acontecer.',
    why: (name) =>
      `Você recebe este e-mail porque seu endereço foi digitado no formulário de assinatura de ${name}.`,
  },
};
