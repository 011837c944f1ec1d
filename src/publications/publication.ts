import { READER_LANGUAGES, readerLanguageOf, type ReaderLanguage, type Reason } from '../words/index.ts';

/** What readers get: each article, or digests. */
export const RHYTHMS = ['each', 'daily', 'weekly'] as const;
export const TYPEFACES = ['mixed', 'newspaper', 'modern'] as const;
/** When sign-up boxes ask for a calculation. */
export const SIGN_UP_CHECKS = ['auto', 'always', 'never'] as const;
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** One newsletter brand: name, slug, site, sender, postal address, time zone, language, look. */
export interface Publication {
  id: number;
  slug: string;
  name: string;
  description: string;
  siteUrl: string;
  fromName: string;
  fromAddress: string;
  replyTo: string | null;
  /** The domain where bounces and mail to its other own addresses come in. Null: that of the sender address. */
  inboundDomain: string | null;
  /** Null or empty: nothing is sent (LAW-01). */
  postalAddress: string | null;
  timeZone: string;
  language: string;
  /** What readers can have its pages and mails in, beside its own language. */
  languages: string[];
  /** `#rrggbb`. */
  accentColor: string;
  logoUrl: string | null;
  /** Around the sheet of its mails; `#rrggbb`, light. */
  groundColor: string;
  /** Of its mails: Georgia above and a plain typeface below, Georgia for all, or the plain one for all. */
  typeface: (typeof TYPEFACES)[number];
  /** Above the end of each mail; empty: none. */
  footerLine: string;
  imprintUrl: string | null;
  /** Where the privacy policy stands. */
  privacyUrl: string | null;
  /** Whether the start page lists it when there are several. */
  isListed: boolean;
  /** Whether mails that went to the whole paper can be read by everybody. */
  archive: boolean;
  /** Whether search engines may show them. */
  archiveIndexed: boolean;
  /** When a sign-up has to come with a small calculation (BOMB-04). `auto`: while sign-ups spike. */
  signUpCheck: (typeof SIGN_UP_CHECKS)[number];
  /** Minutes between a new article and its send. */
  holdMinutes: number;
  /** More new articles than this at once are held. Null: Paperround learns the number from the feed's habit. */
  floodLimit: number | null;
  /** For how long an automatic send can be looked at before it goes out. 0: it is not shown to anybody. */
  reviewMinutes: number;
  /** What happens to it when nobody answers. */
  onSilence: 'send' | 'hold';
  /** A send that an editor schedules for more readers than this needs a second person. Null: none does. */
  secondPersonAbove: number | null;
  articleBody: 'summary' | 'full';
  /** Right before a mail, the pages of its articles are looked at: one that is gone is not mailed. */
  checkPages: boolean;
  /** What readers get who have not chosen. */
  defaultRhythm: (typeof RHYTHMS)[number];
  /** When daily and weekly digests go out, by the wall clock of its zone (`HH:MM`), to readers without an hour of their own. */
  dailyAt: string;
  weeklyOn: (typeof WEEKDAYS)[number];
  weeklyAt: string;
  /** Single mails for each reader and local day; the rest of the day comes in one. Null: as many as there are. */
  busyDayCap: number | null;
  /** With fewer articles a reader's digest waits for the next one. */
  digestMinArticles: number;
  /** The rest is counted in “and N more on the site”. */
  digestMaxArticles: number;
  /** For how many hours a reader whose server asks to come later is tried again. */
  retryHours: number;
  /** For how many seconds a page offers to undo “send now”; API and command line say it with each call. */
  undoSeconds: number;
  /** A send that could not go out for more hours than this does not go out by itself any more (TIM-05). */
  tooLateHours: number;
  /** A large send goes to a few readers first, and so many minutes later to the others. 0: to everybody at once. */
  waveMinutes: number;
  /** After so many sends in a row whose mail came back, over so many days or more, a reader gets no more (THR-02). */
  softBounceSends: number;
  softBounceDays: number;
  /** What the sign-up box says the reader agrees to; empty: the built-in sentence. */
  consentText: string;
  /** Names of the transports its mail goes over: the first that is in working order. */
  transports: string[];
  createdAt: Date;
  updatedAt: Date;
}

/** Where bounces and mail to its other own addresses come in. */
export const inboundDomainOf = ({
  inboundDomain,
  fromAddress,
}: Pick<Publication, 'inboundDomain' | 'fromAddress'>): string =>
  inboundDomain ?? fromAddress.slice(fromAddress.lastIndexOf('@') + 1).toLowerCase();

/** What its pages and mails can be in, its own language first; empty where we do not speak that and it offers no other. */
export function languagesOf({
  language,
  languages,
}: Pick<Publication, 'language' | 'languages'>): ReaderLanguage[] {
  const own = readerLanguageOf(language);
  const offered = READER_LANGUAGES.filter((one) => languages.includes(one) && one !== own);
  return own ? [own, ...offered] : offered;
}

/** What readers can follow within a publication; an article belongs to it by its categories. */
export interface Topic {
  id: number;
  slug: string;
  name: string;
  /** Category names as they stand in articles; compared without case. The topic's own name always counts. */
  categories: string[];
}

/** First path segments that are taken by the program, so no publication can have them. */
const RESERVED_SLUGS = new Set(
  `about account audit address admin api api-keys app archive assets auth c confirm demo docs embed embed.js favicon.ico feed healthz help home
   held-sends hooks imprint index keep-address keys legal login logout mailbox media metrics new never-again o preferences privacy public publications readyz review rhythm robots.txt search
   security settings setup set-password sign-in sign-in-link sign-out sign-ups sitemap.xml static status subscribe support system terms test
   unsubscribe v1 view well-known www your-data`.split(/\s+/),
);

export function isReservedSlug(slug: string): boolean {
  return RESERVED_SLUGS.has(slug);
}

/** Mailbox providers whose DMARC policy breaks mail that others send in their name (HDR-11). */
const FREE_MAIL_DOMAINS = new Set(
  `gmail.com googlemail.com yahoo.com yahoo.de yahoo.fr yahoo.co.uk yahoo.co.jp ymail.com rocketmail.com aol.com aol.de
   outlook.com outlook.de outlook.fr hotmail.com hotmail.de hotmail.fr hotmail.co.uk live.com live.de msn.com icloud.com
   me.com mac.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de mail.ru yandex.ru yandex.com
   proton.me protonmail.com zoho.com orange.fr free.fr laposte.net libero.it qq.com 163.com naver.com`.split(
    /\s+/,
  ),
);

export function isFreeMailDomain(domain: string): boolean {
  return FREE_MAIL_DOMAINS.has(domain);
}

/** Why nothing may be sent yet; undefined when sending is allowed. */
export function sendingObstacle(
  publication: Pick<Publication, 'postalAddress' | 'slug'>,
): Reason | undefined {
  if (publication.postalAddress?.trim()) return undefined;
  return { code: 'no-postal-address', params: {} };
}

/** Topic ids that an article with these categories belongs to. */
export function topicsOf(categories: string[], topics: Topic[]): number[] {
  const wanted = new Set(categories.map(folded));
  return topics
    .filter((topic) => [topic.name, ...topic.categories].some((name) => wanted.has(folded(name))))
    .map((topic) => topic.id);
}

const folded = (text: string) => text.trim().toLowerCase();
