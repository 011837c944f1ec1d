import type { HistoryWords } from './history-en.ts';

export const historyDe: HistoryWords = {
  heading: 'Was bisher war',
  lead: ['Jedes Ja und Nein, das festgehalten ist für ', ', das neueste zuerst.'],
  requested: 'Diese Adresse wurde zum Abonnieren eingegeben.',
  on: (page) => `Das war auf ${page}.`,
  said: (text) => `Dort stand: „${text}“`,
  confirmedBy: {
    code: 'Sie haben mit dem Code aus unserer Mail bestätigt.',
    link: 'Sie haben mit dem Knopf in unserer Mail bestätigt.',
  },
  imported: 'Der Newsletter hat Ihre Adresse aus einer Liste übernommen.',
  changed: (what) => `Geändert von Ihnen: ${what}.`,
  changedFor: (what) => `Vom Newsletter für Sie geändert: ${what}.`,
  oneClick: 'Sie haben mit einem Klick in Ihrem Mailprogramm abbestellt.',
  left: 'Sie haben abbestellt.',
  leftFor: 'Der Newsletter hat Sie abgemeldet.',
  back: 'Sie haben das zurückgenommen: Mails kommen weiter.',
  address: {
    asked: 'Ein Wechsel zu einer anderen Adresse wurde angefragt.',
    moved: 'Mails gehen an eine andere Adresse.',
    restored: 'Der Wechsel der Adresse wurde zurückgenommen.',
  },
  fields: {
    rhythm: 'wie oft Mails kommen',
    topicIds: 'Themen',
    follows: 'dem Sie folgen',
    localHour: 'die Uhrzeit',
    timeZone: 'die Zeitzone',
    busyDayCap: 'wie viele einzelne Mails am Tag kommen',
    pausedUntil: 'die Pause',
    language: 'die Sprache',
    name: 'der Name',
  },
  none: 'Es ist noch nichts festgehalten.',
  noTracking: 'Ob Sie eine Mail öffnen oder darin klicken, wird nicht festgehalten.',
};
