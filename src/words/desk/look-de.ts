import type { lookNoticesEn, LookWords } from './look-en.ts';

export const lookDe: LookWords = {
  menu: 'Aussehen, Vorlagen',
  title: 'Aussehen',
  lede: 'Farben, Logo und Schrift Ihrer E-Mails. Farbe und Logo gelten auch für das Anmeldefeld und die Seiten der Leser.',
  places: 'Aussehen und Vorlagen',
  logo: 'Logo',
  presentLogo: 'Das jetzige Logo',
  choosePicture: 'Bild auswählen',
  upload: 'Dieses Bild verwenden',
  nameInstead: 'Den Namen zeigen',
  logoHint:
    'PNG, JPEG, GIF oder WebP, mindestens 300 Pixel breit. Im dunklen Modus bekommt es einen hellen Grund.',
  labels: { accentColor: 'Akzent', groundColor: 'Grund', footerLine: 'Zeile über dem Fuß' },
  hex: { accentColor: 'Akzent als Zahl', groundColor: 'Grund als Zahl' },
  type: 'Schrift',
  types: { newspaper: 'Zeitung', modern: 'Modern', mixed: 'Gemischt' },
  typesMean: {
    newspaper: 'Georgia für alles',
    modern: 'Eine schlichte Schrift für alles',
    mixed: 'Georgia für Überschriften, eine schlichte Schrift für den Text',
  },
  typeHint: 'Diese hat jedes Mailprogramm. Andere sähe nur die Hälfte Ihrer Leser.',
  body: 'Von einem Artikel steht in der E-Mail',
  bodies: { summary: 'Vorspann und ein Knopf', full: 'Der ganze Artikel' },
  bodiesMean: {
    summary: 'Kurze E-Mails; die Leser kommen auf Ihre Website.',
    full: 'Bis 102 kB; dann endet sie mit einem Link.',
  },
  footerHint: 'Nicht nötig. Anschrift, Abbestellen und Einstellungen stehen immer da.',
  readable: (ratio) => `${ratio} : 1 auf Weiß. Lesbar.`,
  darkened: (ratio, color) =>
    `${ratio} : 1 auf Weiß. Für viele zu blass. Im Text nimmt Paperround dafür das dunklere ${color}.`,
  groundReadable: (ratio) => `${ratio} : 1 für die Wörter am Ende. Lesbar.`,
  groundTooDark: (ratio) =>
    `${ratio} : 1 für die Wörter am Ende. Zu dunkel: Nehmen Sie einen helleren Grund.`,
  save: 'Aussehen speichern',
  applies: 'Gilt für E-Mails von jetzt an.',
  toDefault: 'Zurück zum Standard',
  refresh: 'Vorschau erneuern',
  which: 'Welche E-Mail',
  mails: { article: 'Artikel', digest: 'Zusammenfassung', letter: 'Rundschreiben', correction: 'Korrektur' },
  colours: 'Farben',
  light: 'Hell',
  dark: 'Dunkel',
  width: 'Breite',
  phone: 'Telefon',
  desktop: 'Computer',
  frameTitle: 'Eine E-Mail mit diesem Aussehen',
  cannotShow: 'Aus Ihren Vorlagen wird keine solche E-Mail. Sehen Sie auf der Seite der Vorlagen nach.',
  findBy: 'Farbe Logo Schrift Typo Fuß Gestaltung Design Template Vorlage MJML',
};

export const lookNoticesDe: typeof lookNoticesEn = {
  'look-saved': 'Das Aussehen ist gespeichert. Die E-Mails haben es von jetzt an.',
  'logo-saved': 'E-Mails und Seiten zeigen von jetzt an das Logo.',
};
