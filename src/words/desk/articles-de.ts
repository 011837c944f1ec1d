import { countDe } from './count.ts';
import type { articleNoticesEn, ArticlesWords } from './articles-en.ts';

const to = (readers: string | null) => (readers === null ? '' : ` an ${readers}`);
const EDITED = {
  no: '',
  since: '; seitdem geändert, nicht noch einmal versendet',
  corrected: '; seitdem geändert und berichtigt',
};
const by = (who: string | null, at: string | null) =>
  `${who === null ? '' : ` von ${who}`}${at === null ? '' : `, ${at}`}`;

export const articlesDe: ArticlesWords = {
  title: 'Artikel',
  lede: 'Was Ihre Feeds brachten und was daraus wurde.',
  feeds: 'Feeds',
  when: (text, isToday) => (isToday ? `um ${text} Uhr` : `am ${text} Uhr`),
  readers: (count) => countDe(count, 'Person', 'Personen'),
  which: 'Welche Artikel',
  tabs: {
    all: 'Neueste',
    waiting: 'Wartend',
    held: 'Zurückgehalten',
    mailed: 'Versendet',
    'not-mailed': 'Nicht versendet',
    dismissed: 'Verworfen',
  },
  find: 'Suchen',
  findLabel: 'Teil eines Titels',
  feed: 'Feed',
  topic: 'Thema',
  allFeeds: 'Alle Feeds',
  allTopics: 'Alle Themen',
  older: 'Ältere',
  newest: 'Zurück zu den neuesten',
  none: 'Noch kein Artikel',
  noneText:
    'Paperround liest Ihre Feeds alle paar Minuten. Was heute darin steht, gilt als alt; der nächste Artikel wird versendet.',
  noFeed: 'Noch gibt es keinen Feed. Fügen Sie einen hinzu, oder senden Sie Artikel über die API.',
  noneHere: 'Hier ist nichts',
  noneHereText: 'Kein Artikel passt. Ein Teil des Titels genügt.',
  pushed: 'Über die API',
  changedForMail: 'Für die Mail geändert',
  for: (day) => `für ${day}`,
  fate: {
    'goes-out': ({ at, readers }) =>
      at === null
        ? ['Geht hinaus', `${to(readers)}, sobald die Wartezeit um ist`]
        : [`Geht ${at} hinaus`, to(readers)],
    'in-review': ({ at, onSilence }) => [
      'In der Durchsicht',
      onSilence === 'send'
        ? `: geht ${at ?? 'zu seiner Zeit'} hinaus, wenn niemand antwortet`
        : `: wird ${at ?? 'zu seiner Zeit'} zurückgehalten, wenn niemand antwortet`,
    ],
    'being-mailed': ({ readers, accepted }) => ['Wird versendet', ` an ${readers}, ${accepted} angenommen`],
    mailed: ({ at, readers, edited }) => ['Versendet', ` ${at} an ${readers}${EDITED[edited]}`],
    'mailed-in-part': ({ at, accepted, readers }) => [
      'Versendet',
      ` ${at}: angenommen für ${accepted} von ${readers}`,
    ],
    'send-paused': ({ isPrepared }) => [
      'Angehalten',
      isPrepared ? ': einige haben ihn schon' : ': noch hat ihn niemand',
    ],
    'send-held': () => ['Wartet auf Sie', ': seine Sendung ist zurückgehalten'],
    'send-cancelled': ({ at, accepted }) => [
      'Abgebrochen',
      `${at === null ? '' : ` ${at}`}${accepted === null ? ': niemand hat ihn' : `: ${accepted} haben ihn schon`}`,
    ],
    held: ({ who, at }) => ['Zurückgehalten', who === null ? ': er wartet auf Sie' : by(who, at)],
    dismissed: ({ who, at }) => ['Verworfen', by(who, at)],
    'waits-for-date': ({ at }) => ['Wartet', ` auf sein Datum${at === null ? '' : `: ${at}`}`],
    'too-old': ({ at }) => ['Zu alt', at === null ? '' : `: erschienen ${at}`],
    'same-as': ({ title }) => ['Derselbe', title === null ? ' wie ein anderer' : ` wie „${title}“`],
    baseline: () => ['Nicht versendet', ': er war vor dem Feed da'],
    lapsed: () => ['Nicht versendet', ': er ist über einen Monat alt'],
  },
  byCommandLine: 'der Kommandozeile',
  byApi: (name) => `dem API-Schlüssel ${name}`,
  byNobody: 'Paperround',
  held: {
    title: (count) =>
      count === 1
        ? '1 Artikel wird zurückgehalten'
        : `${countDe(count, '', 'Artikel')} werden zurückgehalten`,
    from: (feed, at) => `Feed „${feed}“, ${at}`,
    pushed: (at) => `Über die API, ${at}`,
    someOld: (old, count) =>
      old === 1
        ? 'Sie kamen auf einmal, und einer trägt ein altes Datum.'
        : `Sie kamen auf einmal, und ${old} der ${count} tragen alte Daten: Vermutlich wurden Seiten der Website neu erzeugt.`,
    allOld:
      'Sie kamen auf einmal, und alle tragen alte Daten: Vermutlich wurden Seiten der Website neu erzeugt.',
    allNew:
      'Sie kamen auf einmal und tragen frische Daten: Vielleicht ist viel los, oder der Feed wurde neu erzeugt.',
    nothing: 'Nichts wird versendet, bis Sie entscheiden.',
    see: (count) => `Alle ${count} ansehen`,
    more: (count) => `und ${count} weitere`,
    dated: (day) => `vom ${day}`,
    undated: 'ohne Datum',
    settle: (old, fresh) => `${old === 1 ? 'Den alten' : `Die ${old} alten`} verwerfen, ${fresh} freigeben`,
    drop: (count) => (count === 1 ? 'Verwerfen' : `Alle ${count} verwerfen`),
    release: (count) => (count === 1 ? 'Freigeben' : `Alle ${count} freigeben`),
    releasePicked: 'Ausgewählte freigeben',
    dropPicked: 'Ausgewählte verwerfen',
    pick: (title) => `„${title}“ auswählen`,
    mayNotSend: 'Freigeben kann sie jemand mit Versandrecht.',
  },
  sendNow: 'Jetzt senden',
  hold: 'Zurückhalten',
  release: 'Freigeben',
  drop: 'Verwerfen',
  takeBack: 'Zurücknehmen',
  edit: 'Titel, Vorspann, Bild ändern',
  editShort: 'Für die Mail ändern',
  watch: 'Zusehen',
  report: 'Bericht',
  putFirst: 'In Zusammenfassungen nach vorn',
  putFirstNoMore: 'In Zusammenfassungen nicht mehr vorn',
  isFirst: 'Vorn in Zusammenfassungen',
  openSite: 'Auf Ihrer Website öffnen',
  actsOn: (what, title) => `${what}: ${title}`,
  moreFor: (title) => `Mehr zu: ${title}`,
  picked: 'Mit den ausgewählten:',
  pickHint: 'Wählen Sie Artikel aus, um über mehrere auf einmal zu entscheiden.',
  one: {
    text: 'Wie Ihr Feed ihn hat',
    textShow: 'Seinen Text zeigen',
    textFrame: 'Der Text des Artikels',
    noText: 'Der Feed hat keinen Text dazu, oder er ist über 90 Tage alt.',
    mail: 'Seine Mail',
    mailFrame: 'Die Mail dieses Artikels',
    mailHint: 'So wäre sie jetzt. Bilder werden hier nicht geladen.',
    withPictures: 'Mit Bildern zeigen',
    withoutPictures: 'Ohne Bilder zeigen',
    picturesHint: 'Bilder kommen von Ihrer Website; sie sieht dann, dass jemand hinschaut.',
    noMail: 'Diese Mail lässt sich nicht zeigen: Ihr Satz braucht zu viel Zeit oder Speicher.',
    why: 'Warum',
    story: 'Seine Geschichte',
    seen: (at) => `Zuerst gesehen ${at}`,
    published: (at) => `Datiert ${at}`,
    changed: (at) => `Vom Feed geändert ${at}`,
    editedForMail: (at) => `Für die Mail geändert ${at}`,
    topics: 'Themen',
    corrected: (at) => `Berichtigung gesendet ${at}`,
    noTopic: 'Kein Thema: Er geht an alle, die allem folgen.',
    sameAs: 'Der andere',
  },
  form: {
    title: 'Für die Mail ändern',
    lede: 'Nur die Mail ändert sich. Was Ihr Feed sagt, bleibt daneben stehen, und das nächste Lesen lässt Ihre Worte in Ruhe.',
    headline: 'Titel',
    headlineHint: (own) => `Im Feed: „${own}“. Leer: wie im Feed.`,
    standfirst: 'Vorspann',
    standfirstHint: 'Die Zeilen über dem Text, höchstens 300 Zeichen. Leer: wie im Feed.',
    picture: 'Bild',
    pictureOwn: 'Wie im Feed',
    pictureOwnNone: 'Der Feed hat keines',
    pictureNone: 'Kein Bild',
    pictureOther: 'Ein anderes Bild',
    pictureUrl: 'Adresse des Bildes',
    story: 'Geschichte',
    storyHint:
      'Zu welcher Geschichte er gehört, etwa „Nachtfähre“. Leser können ihr folgen und bekommen dann jeden weiteren Artikel dazu sofort.',
    upload: 'Ein Bild für die Mail hochladen',
    save: 'Für die Mail speichern',
    reset: 'Alles nehmen, wie der Feed es hat',
    cancel: 'Zurück zum Artikel',
    late: 'Dieser Artikel ist schon versendet; seine Mail bleibt, wie sie ist.',
  },
};

export const articleNoticesDe: typeof articleNoticesEn = {
  'article-dismissed': ({ title = '' }) => `„${title}“ ist verworfen. Niemand bekommt ihn per Mail.`,
  'articles-dismissed': ({ count = '' }) =>
    `${countDe(Number(count), 'Artikel', 'Artikel')} verworfen. Niemand bekommt sie per Mail.`,
  'article-held': ({ title = '' }) => `„${title}“ wird zurückgehalten, bis ihn jemand freigibt.`,
  'articles-held': ({ count = '' }) =>
    `${countDe(Number(count), 'Artikel', 'Artikel')} zurückgehalten, bis sie jemand freigibt.`,
  'article-released': ({ title = '', at = '' }) => `„${title}“ ist freigegeben. Er geht ${at} hinaus.`,
  'articles-released': ({ count = '', at = '' }) =>
    `${countDe(Number(count), 'Artikel', 'Artikel')} freigegeben. Der erste geht ${at} hinaus.`,
  'articles-settled': ({ old = '', count = '', at = '' }) =>
    `${countDe(Number(old), 'Artikel', 'Artikel')} verworfen, ${count} freigegeben. Der erste geht ${at} hinaus.`,
  'article-hurried': ({ title = '', at = '' }) => `„${title}“ geht ${at} hinaus.`,
  'article-picked': ({ title = '' }: Record<string, string>) =>
    `„${title}“ steht in den nächsten Zusammenfassungen vorn.`,
  'article-unpicked': ({ title = '' }: Record<string, string>) =>
    `„${title}“ steht in Zusammenfassungen dort, wo sein Datum es hinstellt.`,
  'article-restored': 'Zurückgenommen. Es ist wie zuvor.',
  'articles-restored': ({ count = '' }) =>
    `Zurückgenommen: ${countDe(Number(count), 'Artikel', 'Artikel')}, wie zuvor.`,
  'articles-none-picked':
    'Nichts war ausgewählt, also hat sich nichts geändert. Wählen Sie zuerst Artikel aus.',
  'articles-unchanged': 'Nichts geändert: Es war schon entschieden, oder die Mail ist unterwegs.',
  'article-undo-late':
    'Zu spät zum Zurücknehmen: Die Mail ist unterwegs, oder jemand hat anders entschieden.',
  'article-edited': 'Für die Mail gespeichert. Was Ihr Feed sagt, bleibt daneben stehen.',
  'article-reset': 'Die Mail sagt wieder, was Ihr Feed sagt.',
};
