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
  imprintUrl: string | null;
  privacyUrl: string | null;
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

/** A finished email: no slot is left in it. */
export interface EmailParts {
  subject: string;
  html: string;
  text: string;
}
