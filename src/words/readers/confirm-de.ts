import type { ConfirmWords } from './confirm-en.ts';

export const confirmDe: ConfirmWords = {
  title: (name) => `Abonnement von ${name} bestätigen`,
  heading: 'Noch ein Klick',
  will: (name, comes) => `bekommt dann ${name} ${comes}.`,
  together: (names) => `Mit demselben Klick: ${names}.`,
  yes: 'Ja, abonnieren',
  notYou: 'Das waren nicht Sie? Schließen Sie diese Seite, und es kommt nichts.',
  doneTitle: (name) => `Sie haben ${name} abonniert`,
  welcome: 'Willkommen! Sie haben abonniert.',
  already: 'Sie haben schon abonniert.',
  nothingToDo: 'ist bestätigt. Es ist nichts weiter zu tun.',
  firstMail: (when) => `Die erste Mail kommt ${when}, wenn bis dahin etwas Neues erschienen ist.`,
  firstWithArticle: 'Die erste Mail kommt mit dem nächsten Artikel.',
  facts: { often: 'Wie oft', topics: 'Themen', everything: 'Alles', to: 'Geht an' },
  keepFromSpam: (address) =>
    `Damit unsere Mails nicht im Spam-Ordner landen, nehmen Sie ${address} in Ihre Kontakte auf.`,
  everyEmail: 'In jeder E-Mail stehen ein Link zum Abbestellen und einer zu Ihrer Auswahl.',
  goTo: (site) => `Zu ${site}`,
  backToArticle: 'Zurück zum Artikel',
  expiredTitle: (name) => `Dieser Link ist abgelaufen – ${name}`,
  expired: 'Dieser Link ist abgelaufen',
  expiredWhy: (day) =>
    `Links zum Bestätigen gelten sieben Tage. Ihrer war vom ${day}. Eine neue Mail dauert eine Minute.`,
  goesTo: ['Sie geht an ', '.'],
  newLink: 'Einen neuen schicken',
  leftTitle: (name) => `Sie haben ${name} abbestellt`,
  used: 'Dieser Link wurde schon benutzt',
  usedWhy: 'Sie haben damit bestätigt und später abbestellt. Für neue Artikel melden Sie sich wieder an.',
  again: 'Wieder anmelden',
  blockedTitle: (name) => `Nicht abonniert – ${name}`,
  blocked: 'Diese Adresse ist gesperrt',
  blockedWhy: (contact) =>
    `Kein Newsletter kann an sie gehen; es wurde nichts geändert. Möchten Sie wieder Mails? Bitte schreiben Sie an ${contact}.`,
};
