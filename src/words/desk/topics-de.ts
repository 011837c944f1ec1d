import type { topicNoticesEn, TopicsWords } from './topics-en.ts';

const numbers = new Intl.NumberFormat('de-DE');
const zahl = (count: number, one: string, many: string) =>
  `${numbers.format(count)} ${count === 1 ? one : many}`;
const artikel = (count: number) => zahl(count, 'Artikel', 'Artikel');

export const topicsDe: TopicsWords = {
  title: 'Themen',
  lede: 'Was Leser abonnieren können. Ein Artikel gehört durch seine Kategorien zu einem Thema.',
  add: 'Thema hinzufügen',
  none: 'Noch keine Themen',
  noneText: 'Alle Leser bekommen alle Artikel. Mit Themen wählen Leser aus, was sie bekommen.',
  categories: (namen) => (namen === '' ? 'Keine Kategorie außer dem Namen' : `Kategorien: ${namen}`),
  follow: (anzahl, isExact) =>
    `${isExact ? '' : 'etwa '}${zahl(anzahl, 'Leser folgt ihm', 'Leser folgen ihm')}`,
  recent: (anzahl) => `${artikel(anzahl)} in 30 Tagen`,
  who: 'Ansehen, wer ihm folgt',
  edit: 'Bearbeiten',
  merge: 'In ein anderes aufnehmen',
  split: 'Teilen',
  menu: (name) => `Mehr zu: ${name}`,
  strays: (anzahl) =>
    anzahl === 1 ? 'Eine Kategorie hat kein Thema:' : `${anzahl} Kategorien haben kein Thema:`,
  straysMean:
    'Ihre Artikel bekommen nur Leser, die allem folgen. Nehmen Sie eine Kategorie in ein Thema auf, um das zu ändern.',
  stray: (kategorie, anzahl) => `${kategorie} (${artikel(anzahl)})`,
  labels: { name: 'Name', categories: 'Kategorien', into: 'Aufnehmen in' },
  nameHint: 'Leser sehen ihn. Er zählt auch als Kategorie.',
  categoriesHint:
    'Eine je Zeile, wie sie in den Artikeln Ihrer Website stehen. Groß- und Kleinschreibung sind gleich.',
  editTitle: (name) => `Thema ${name}`,
  effect: 'Was geschieht',
  show: 'Zeigen, was geschieht',
  mergeTitle: (name) => `${name} in ein anderes Thema aufnehmen`,
  mergeLede: 'Das andere Thema übernimmt Kategorien und Leser. Das lässt sich nicht zurücknehmen.',
  mergeOnly: 'Es gibt kein anderes Thema, das es aufnehmen könnte.',
  moves: (anzahl, in_) =>
    `${zahl(anzahl, 'Leser, der es gewählt hat, folgt', 'Leser, die es gewählt haben, folgen')} ab dann ${in_}.`,
  both: (anzahl) =>
    `${zahl(anzahl, 'Leser hat', 'Leser haben')} schon beide gewählt. Für sie ändert sich nichts.`,
  others: (anzahl, von) =>
    `${zahl(anzahl, 'Leser, der nur das andere gewählt hat, bekommt', 'Leser, die nur das andere gewählt haben, bekommen')} auch die Artikel aus ${von}.`,
  everything: 'Für Leser, die allem folgen, ändert sich nichts.',
  sends: (anzahl) =>
    anzahl === 0
      ? 'Keine kommende Sendung ist dafür.'
      : anzahl === 1
        ? 'Eine kommende Sendung ist dafür, und dann für das andere Thema:'
        : `${anzahl} kommende Sendungen sind dafür, und dann für das andere Thema:`,
  segments: (namen) =>
    namen === '' ? 'Kein Segment nennt es.' : `Diese Segmente nennen ab dann das andere Thema: ${namen}.`,
  forms: (slug) => `Ein Formular auf Ihrer eigenen Website, das „${slug}“ nennt, muss geändert werden.`,
  safe: 'Niemand verliert einen Artikel, und niemand bekommt einen zweimal. Was schon versendet ist, bleibt, wie es ist.',
  mergeButton: (name, in_) => `${name} in ${in_} aufnehmen`,
  splitTitle: (name) => `${name} teilen`,
  splitLede: 'Die Kategorien, die Sie wählen, werden ein eigenes Thema.',
  splitNone: 'Ein Thema braucht Kategorien außer seinem Namen, bevor Sie es teilen können.',
  splitName: 'Name des neuen Themas',
  takes: 'Das neue Thema bekommt',
  splitMoves: (anzahl) =>
    `${zahl(anzahl, 'Leser, der es gewählt hat, folgt', 'Leser, die es gewählt haben, folgen')} ab dann beiden; für sie ändert sich nichts. Sie können eines von beiden abwählen.`,
  splitButton: 'Teilen',
  leave: 'So lassen',
};

export const topicNoticesDe: typeof topicNoticesEn = {
  'topic-added': 'Hinzugefügt. Leser können ihm jetzt folgen.',
  'topic-saved': 'Das Thema ist gespeichert.',
  'topic-gone': 'Dieses Thema gibt es nicht mehr.',
  'topic-merged': ({ readers: anzahl = '', into = '' }) =>
    `Aufgenommen. Leser, die jetzt ${into} folgen und vorher das andere Thema hatten: ${anzahl}.`,
  'topic-split': ({ readers: anzahl = '', name = '' }) =>
    `Geteilt. ${name} ist jetzt ein Thema. Leser, die beiden folgen: ${anzahl}.`,
};
