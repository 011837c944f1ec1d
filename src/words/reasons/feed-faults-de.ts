import { sentence } from '../../platform/sentence.ts';
import type { FeedFaults, FeedWords } from './feed-faults.ts';

export const germanFeedFaults: FeedWords = {
  'address-unusable': () =>
    'Paperround kann diese Webadresse nicht lesen: Sie muss mit https:// oder http:// beginnen und darf kein Passwort enthalten.',
  'address-forbidden': () =>
    'Diese Adresse darf nicht abgerufen werden: Erlaubt sind nur öffentliche Server auf den üblichen Ports des Webs. Wenn sie Ihnen gehört, nennen Sie ihren Host in FETCH_ALLOW.',
  'server-unknown': () => 'Der Name des Servers ist nicht bekannt.',
  'server-unreachable': () => 'Der Server war nicht erreichbar, oder er hat die Verbindung geschlossen.',
  'server-too-slow': () => 'Der Server hat zu lange nicht geantwortet.',
  'feed-too-large': ({ megabytes }) => `Der Feed ist größer als ${megabytes} MB.`,
  'endless-redirects': () => 'Die Adresse leitet zu oft weiter.',
  'answer-unreadable': () => 'Die Antwort des Servers war nicht lesbar.',
  'feed-refused': ({ status }) => statusText(status),
  'empty-document': () => 'Unter der Adresse kam ein leeres Dokument.',
  'feed-cut-off': () => 'Der Feed bricht vor dem Ende seines ersten Artikels ab.',
  'feed-broken': () => 'Der Feed ist beschädigt und nicht lesbar.',
  'feed-too-hard': () => 'Der Feed ließ sich nicht lesen: Er kostet zu viel Zeit oder Speicher.',
  'no-feed': () => 'Das ist kein Feed: weder RSS noch Atom noch JSON Feed.',
  'other-file': ({ kind }) => `Das ist ${FILES[kind]}, kein Feed.`,
  'php-source': () => 'Der Server schickt das Programm, das den Feed erzeugt (PHP), statt es auszuführen.',
  'other-json': () => 'Das ist JSON, kein Feed: Version und Artikel eines JSON Feed fehlen.',
  'broken-json': ({ isFeed, isCut }) =>
    `${isFeed ? 'Der JSON Feed' : 'Das JSON'} ${isCut ? 'bricht mittendrin ab.' : 'ist beschädigt und nicht lesbar.'}`,
  'robot-check': () =>
    'Die Website antwortet mit einer Seite, die Roboter fernhält, nicht mit dem Feed. Bitten Sie ihre Betreiber, Paperround durchzulassen.',
  'sign-in-page': () => 'Die Website antwortet mit einer Anmeldeseite, nicht mit einem Feed.',
  'web-page': ({ isShownFeed, feeds }) => {
    const pointed = feeds.length > 0 ? ` Sie verweist auf diese Feeds: ${quoted(feeds)}.` : '';
    return isShownFeed
      ? `Das ist eine Webseite, die einen Feed zeigt, nicht der Feed selbst.${pointed}`
      : `Das ist eine Webseite, kein Feed.${pointed || ' Sie verweist auf keinen Feed.'}`;
  },
  'feed-list': ({ feeds }) =>
    `Das ist eine Liste von Feeds (OPML), kein Feed.${feeds.length > 0 ? ` Sie nennt diese: ${quoted(feeds)}.` : ''}`,
  'site-map': () => 'Das ist ein Verzeichnis von Seiten (Sitemap), kein Feed.',
  'error-document': ({ said }) =>
    `Der Server antwortet mit einem Fehler statt mit dem Feed${said === null ? '.' : `: ${sentence(said)}`}`,
  'other-xml': ({ root }) => `Das ist XML, kein Feed: ein Dokument der Art „${root}“.`,
  'feed-cut-short': () => 'Der Feed bricht vor seinem Ende ab: Was dahinter liegt, sieht Paperround nicht.',
  'items-unread': ({ shown, unread }) =>
    `Der Feed hat mehr als ${shown} Einträge: Die ältesten ${unread} sieht sich Paperround nicht an.`,
  'few-items': ({ shown }) =>
    `Dieser Feed zeigt nur ${shown} Einträge: Ein Artikel mit älterem Datum wird vielleicht nie gesehen.`,
  'no-dates': () =>
    'Kein Eintrag hat ein Datum: Ein älterer Artikel, der später auftaucht, ist von einem neuen nicht zu unterscheiden.',
};

const FILES: Record<FeedFaults['other-file']['kind'], string> = {
  pdf: 'eine PDF-Datei',
  picture: 'ein Bild',
  archive: 'ein Archiv',
  recording: 'eine Ton- oder Filmdatei',
};

const quoted = (addresses: string[]) => addresses.map((address) => `„${address}“`).join(', ');

function statusText(status: number): string {
  if (status === 410) return 'Der Server sagt, dass es diesen Feed nicht mehr gibt (HTTP 410).';
  if (status === 404) return 'Unter dieser Adresse gibt es keinen Feed (HTTP 404).';
  if (status === 401 || status === 403)
    return `Der Server lässt Paperround den Feed nicht lesen (HTTP ${status}).`;
  if (status === 429) return 'Der Server bittet Paperround, den Feed seltener zu lesen (HTTP 429).';
  if (status >= 500) return `Der Server hat zurzeit eine Störung (HTTP ${status}).`;
  return `Der Server antwortete mit HTTP ${status} statt mit einem Feed.`;
}
