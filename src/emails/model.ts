/** The mails that templates make. */
export const MAIL_TEMPLATES = ['article', 'digest', 'letter', 'correction'] as const;
/** What these templates have in common. */
export const PART_TEMPLATES = ['layout', 'footer', 'rhythm', 'notice', 'compact'] as const;
export type MailTemplate = (typeof MAIL_TEMPLATES)[number];
export type TemplateName = MailTemplate | (typeof PART_TEMPLATES)[number];

/** MJML + Liquid that a publication has in place of ours. */
export type OwnTemplates = Partial<Record<TemplateName, string>>;

export type Typeface = 'mixed' | 'newspaper' | 'modern';

/** What an email needs to know of the publication it speaks for; a Publication fits. */
export interface Brand {
  name: string;
  siteUrl: string;
  postalAddress: string | null;
  /** BCP 47 tag. */
  language: string;
  /** IANA name; dates are shown in this zone. */
  timeZone: string;
  /** `#rrggbb`, of any lightness. */
  accentColor: string;
  logoUrl: string | null;
  /** Around the sheet, `#rrggbb`, light; left out: ours. */
  groundColor?: string;
  typeface?: Typeface;
  /** Above the end of each mail; empty or left out: none. */
  footerLine?: string;
  imprintUrl: string | null;
  privacyUrl: string | null;
  /** Its own templates, by name; left out: ours. */
  templates?: OwnTemplates;
}

/** What an email shows of an article; an Article fits. `summary` and `html` are sanitised HTML, the rest plain text. */
export interface EmailArticle {
  url: string | null;
  title: string;
  summary: string;
  html: string;
  imageUrl: string | null;
  authors: string[];
  categories: string[];
  publishedAt: Date | null;
  commentsUrl: string | null;
}

/** One of which nothing is known yet. */
export const EMPTY_ARTICLE: EmailArticle = {
  url: null,
  title: '',
  summary: '',
  html: '',
  imageUrl: null,
  authors: [],
  categories: [],
  publishedAt: null,
  commentsUrl: null,
};

/** A finished email: no slot is left in it. */
export interface EmailParts {
  subject: string;
  html: string;
  text: string;
}
