import { pluralIn } from '../plural.ts';
import type { TroubleWords } from './trouble-en.ts';

const plural = pluralIn('pt');

export const troublePt: TroubleWords = {
  headings: {
    page: 'Não há nada aqui',
    link: 'Este link não funciona',
    refused: 'Não deu certo',
    large: 'É grande demais',
    check: 'Confira o que você preencheu',
    'too-many': 'Um momento, por favor',
    ours: 'Algo deu errado',
    busy: 'Voltamos em um minuto',
  },
  says: {
    page: 'Esta página não existe. Talvez o endereço tenha um erro.',
    link: 'Ele está incompleto, ou um e-mail mais novo o substituiu. Use o link do e-mail mais recente.',
    refused: 'Não foi possível ler o pedido. Volte e tente de novo.',
    large: 'Foi enviado mais do que cabe aqui.',
    check: 'Algo no formulário não está certo. Volte e confira.',
    'too-many': 'Isso aconteceu muitas vezes agora há pouco.',
    ours: 'O erro é nosso. Tente de novo em um minuto.',
    busy: 'No momento isso não é possível. Tente de novo em um minuto.',
  },
  tooOften: {
    changes: 'Suas escolhas mudaram muitas vezes hoje. Esta mudança não foi salva.',
    undos: 'Você já desfez isso muitas vezes hoje. Nada mudou.',
    network: 'Muita gente da sua rede acabou de assinar.',
  },
  byMail: (address) =>
    `Também funciona por e-mail, agora mesmo: envie um e-mail vazio para ${address} e responda ao nosso.`,
  inMinutes: (minutes) =>
    plural(minutes, { one: 'Tente de novo em um minuto.', other: 'Tente de novo em # minutos.' }),
  inHours: (hours) =>
    plural(hours, { one: 'Tente de novo em uma hora.', other: 'Tente de novo em # horas.' }),
  start: 'Ir para a página inicial',
  tell: (id) => `Se continuar, informe este número: ${id}`,
  noEmail: 'Digite seu endereço de e-mail.',
  email: 'Digite um endereço de e-mail válido, por exemplo nome@example.org.',
  field: 'Recarregue a página e tente de novo.',
  gone: {
    heading: 'Este link não está mais em uso',
    lead: 'Ele era de uma pessoa cujos dados não estão mais guardados aqui. Não mostra nada, não muda nada e não envia nenhum e-mail.',
    newest: 'Você ainda recebe e-mails? Então use o link do mais recente.',
  },
  test: {
    title: 'Um link de um e-mail de teste',
    heading: 'Tudo certo: era um e-mail de teste',
    lead: 'Em um e-mail de verdade, este link serve para cancelar a assinatura e mudar as escolhas. Os links de um e-mail de teste não são de ninguém, por isso nada mudou.',
  },
  home: {
    heading: 'Newsletters',
    subscribe: 'Assinar',
    subscribeTo: (name) => `Assinar ${name}`,
    quiet: 'Newsletters são enviadas daqui',
    quietWhy:
      'Você pode assinar nos sites delas. Todo e-mail traz links para cancelar e para mudar suas escolhas.',
  },
};
