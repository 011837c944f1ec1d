import { countDe } from './count.ts';
import type { BulkWords } from './bulk-en.ts';

const people = (count: number) => countDe(count, 'Person', 'Personen');
const get = (count: number) => countDe(count, 'Person bekommt', 'Personen bekommen');

export const bulkDe: BulkWords = {
  pickAll: 'Alle auf dieser Seite auswählen',
  pick: (who) => `${who} auswählen`,
  what: 'Was mit ihnen geschehen soll',
  goOn: 'Weiter mit den Ausgewählten',
  goOnWithAll: (count) => `Weiter mit allen ${count}`,
  picked: (count) => `${count} ausgewählt.`,
  pickThem: 'Wählen Sie Personen in der Liste aus, oder nehmen Sie alle, die sie findet.',
  earlier: 'Frühere Änderungen',
  none: 'Noch hat niemand viele Personen auf einmal geändert',
  noneText:
    'Wählen Sie Personen in der Liste aus, dann, was mit ihnen geschehen soll. Sie sehen vorher, was geschieht.',
  actions: {
    pause: 'Pausieren bis zu einem Tag…',
    unsubscribe: 'Abmelden',
    erase: 'Endgültig löschen',
    'set-rhythm': 'Rhythmus setzen',
    'add-topic': 'Thema hinzufügen',
    'remove-topic': 'Thema entfernen',
  },
  titles: {
    pause: (count) => `${people(count)} pausieren?`,
    unsubscribe: (count) => `${people(count)} abmelden?`,
    erase: (count) => `${people(count)} endgültig löschen?`,
    'set-rhythm': (count, value) => `Rhythmus von ${people(count)} setzen: ${value}?`,
    'add-topic': (count, value) => `${value} bei ${people(count)} hinzufügen?`,
    'remove-topic': (count, value) => `${value} bei ${people(count)} entfernen?`,
  },
  effects: {
    pause: (count) =>
      `${get(count)} bis zu diesem Tag keine Mail. Was bis dahin kommt, steht dann in einer Mail.`,
    unsubscribe: (count) => `${get(count)} keine Mail dieser Publikation mehr.`,
    erase: (count) =>
      `${countDe(count, 'Person wird', 'Personen werden')} aus allen Publikationen dieser Installation gelöscht, mit allem, was sie gewählt und bekommen haben. Nur ein geschützter Prüfwert jeder Adresse bleibt, damit keine Liste sie zurückbringt.`,
    'set-rhythm': (count) =>
      `${countDe(count, 'Person ändert', 'Personen ändern')} sich. Ihre nächste Mail sagt es ihnen, mit einer Schaltfläche, die es zurücknimmt.`,
    'add-topic': (count) => `${get(count)} dieses Thema ab jetzt.`,
    'remove-topic': (count) => `${get(count)} dieses Thema nicht mehr.`,
  },
  undoable: 'Sie können das 24 Stunden lang rückgängig machen.',
  final: {
    unsubscribe:
      'Das lässt sich nicht rückgängig machen. Nur die Personen selbst können zurückkommen, indem sie sich anmelden.',
    erase: 'Das lässt sich nicht rückgängig machen, und niemand kann danach sagen, wer sie waren.',
  },
  stay: 'Diese bleiben, wie sie sind:',
  nothing: 'Niemand würde sich ändern.',
  unchanged: {
    'chose-themselves': (count) =>
      `${countDe(count, 'Person hat', 'Personen haben')} den Rhythmus selbst gewählt und behalten ihn.`,
    same: (count) => `Bei ${countDe(count, 'Person', 'Personen')} ist es schon so.`,
    'follows-everything': (count) =>
      `${countDe(count, 'Person liest', 'Personen lesen')} alles, auch künftige Themen.`,
    'only-topic': (count) =>
      `${countDe(count, 'Person liest', 'Personen lesen')} nur dieses Thema: Ohne es bekämen sie alles.`,
    pending: (count) => `${countDe(count, 'Person hat', 'Personen haben')} noch nicht bestätigt.`,
    left: (count) => `${countDe(count, 'Person ist', 'Personen sind')} abgemeldet.`,
    bounced: (count) => `Bei ${people(count)} gibt es das Postfach nicht.`,
    complained: (count) =>
      `${countDe(count, 'Person hat', 'Personen haben')} sich beschwert und bekommen keine Mail.`,
    gone: (count) => `${countDe(count, 'Person ist', 'Personen sind')} nicht hier oder nicht mehr.`,
  },
  until: 'Bis',
  untilHint: 'Ab diesem Tag bekommen sie wieder Mail.',
  evenChosen: (count) =>
    `Auch die ${people(count)} ändern, die selbst gewählt haben. Ihre nächste Mail sagt es ihnen, mit einer Schaltfläche, die es zurücknimmt.`,
  do: {
    pause: (count) => `${people(count)} pausieren`,
    unsubscribe: (count) => `${people(count)} abmelden`,
    erase: (count) => `${people(count)} löschen`,
    'set-rhythm': (count) => (count === 0 ? 'Rhythmus ändern' : `${people(count)} ändern`),
    'add-topic': (count) => `${people(count)} ändern`,
    'remove-topic': (count) => `${people(count)} ändern`,
  },
  leave: 'So lassen',
  changed: (count) => `${people(count)} geändert.`,
  restored: (count) => `${countDe(count, 'Person hat', 'Personen haben')} zurück, was sie hatten.`,
  touched: (count) =>
    `${countDe(count, 'Person wurde', 'Personen wurden')} seither noch einmal geändert und bleiben, wie sie sind.`,
  ofPicked: (changed, picked) => `${changed} von ${picked} geändert`,
  states: {
    running: 'Läuft',
    finished: 'Fertig',
    undoing: 'Wird rückgängig gemacht',
    undone: 'Rückgängig gemacht',
  },
  underWay: 'Das geht von selbst weiter, auch wenn Sie diese Seite verlassen.',
  again: 'Noch einmal nachsehen',
  undoUntil: (moment) => `Sie können das bis ${moment} rückgängig machen.`,
  undo: 'Rückgängig machen',
};

type Params = Record<string, string>;

export const bulkNoticesDe = {
  'bulk-nobody': 'Niemand ist ausgewählt. Wählen Sie zuerst Personen in der Liste aus.',
  'bulk-undoable': ({ readers = '', until = '' }: Params) =>
    `Geänderte Personen: ${readers}. Sie können das bis ${until} rückgängig machen.`,
  'bulk-done': ({ readers = '' }: Params) => `Geänderte Personen: ${readers}.`,
  'bulk-undone': ({ readers = '' }: Params) =>
    `Rückgängig gemacht. Personen, die zurück haben, was sie hatten: ${readers}.`,
};
