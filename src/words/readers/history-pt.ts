import type { HistoryWords } from './history-en.ts';

export const historyPt: HistoryWords = {
  heading: 'O que aconteceu até agora',
  lead: ['Cada sim e cada não registrados para ', ', do mais recente ao mais antigo.'],
  requested: 'Este endereço foi digitado para assinar.',
  on: (page) => `Foi em ${page}.`,
  said: (text) => `O texto dizia: “${text}”`,
  confirmedBy: {
    code: 'Você confirmou com o código do nosso e-mail.',
    link: 'Você confirmou com o botão do nosso e-mail.',
  },
  imported: 'A newsletter trouxe o seu endereço de uma lista.',
  changed: (what) => `Você mudou: ${what}.`,
  changedFor: (what) => `A newsletter mudou por você: ${what}.`,
  oneClick: 'Você saiu com um clique no seu programa de e-mail.',
  left: 'Você cancelou a assinatura.',
  leftFor: 'A newsletter cancelou a sua assinatura.',
  back: 'Você desfez isso: os e-mails continuam.',
  address: {
    asked: 'Foi pedida uma mudança de endereço.',
    moved: 'Os e-mails vão para outro endereço.',
    restored: 'A mudança de endereço foi desfeita.',
  },
  fields: {
    rhythm: 'a frequência dos e-mails',
    topicIds: 'os temas',
    follows: 'o que você segue',
    localHour: 'a hora',
    timeZone: 'o fuso horário',
    busyDayCap: 'quantos e-mails chegam por dia',
    pausedUntil: 'a pausa',
    language: 'o idioma',
    name: 'o nome',
  },
  none: 'Ainda não há nada registrado.',
  noTracking: 'Não registramos se você abre um e-mail ou clica nele.',
};
