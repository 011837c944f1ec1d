import type { AddressPageWords } from './address-en.ts';

export const addressDe: AddressPageWords = {
  heading: 'Eine andere Adresse verwenden',
  now: [
    'Zurzeit gehen Mails an ',
    '. Wir schreiben an die neue Adresse; sobald Sie dort bestätigen, zieht alles mit um: Häufigkeit, Themen und die Links in Mails, die Sie schon haben.',
  ],
  label: 'Neue Adresse',
  send: 'Eine Mail dorthin senden',
  back: 'Zurück zu meinen Einstellungen',
  until: 'Bis dahin bleibt alles, wie es ist. Nach dem Umzug geht eine Nachricht an die alte Adresse.',
  asked: ['Achten Sie auf eine Mail an ', '. Der Knopf darin lässt Ihr Abonnement dorthin umziehen.'],
  askedUntil: (day) =>
    `Er gilt bis ${day}. Nichts gekommen? Sehen Sie im Spam-Ordner nach, oder bitten Sie in einer Viertelstunde noch einmal darum.`,
  same: 'Ihre Mails gehen schon an diese Adresse.',
  confirm: {
    heading: (name) => `${name} an diese Adresse?`,
    lead: (name, to, from) =>
      `${name} geht dann an ${to} und nicht mehr an ${from}. Alles andere bleibt, wie es ist.`,
    yes: 'Ja, diese Adresse verwenden',
  },
  moved: {
    heading: 'Ihre Mails gehen jetzt an diese Adresse',
    lead: (name, to) => `${name} geht an ${to}. Alles andere ist wie bisher.`,
  },
  taken: {
    heading: (name) => `${name} kommt schon an diese Adresse`,
    lead: (from) =>
      `Es wurde nichts geändert. Damit an ${from} keine Mails mehr gehen, drücken Sie in einer davon „Abbestellen“.`,
  },
  expired:
    'Links für eine neue Adresse gelten sieben Tage. Jede Mail führt zu Ihren Einstellungen, dort können Sie um einen neuen bitten.',
  keep: {
    heading: 'Ihre alte Adresse behalten?',
    lead: (name, to, from) => `${name} ging an ${from} und geht jetzt an ${to}. Sie können das zurücknehmen.`,
    goOn: 'Weiter',
  },
  sure: {
    heading: (from) => `Wieder ${from} verwenden?`,
    lead: (day) =>
      `Adressen, zu denen danach gewechselt wurde, gelten dann auch nicht mehr. Das geht bis ${day}.`,
    yes: 'Ja, zurücknehmen',
  },
  kept: { heading: 'Ihre alte Adresse gilt wieder', lead: (name, from) => `${name} geht wieder an ${from}.` },
  late: {
    heading: 'Das lässt sich nicht mehr zurücknehmen',
    lead: (name) =>
      `Eine neue Adresse lässt sich sieben Tage lang zurücknehmen. Melden Sie die alte Adresse neu an, um ${name} dort zu bekommen.`,
  },
};
