/** A text as it stands in the document, with what is needed to make safe HTML of it. */
export interface RawText {
  value: string;
  isHtml: boolean;
  /** Base of its relative addresses, before the feed's own base. */
  base?: string | undefined;
}

/** What the three formats have in common, before cleaning. Addresses may be relative, dates are as written. */
export interface RawFeed {
  id?: string | undefined;
  title?: RawText | undefined;
  link?: string | undefined;
  description?: RawText | undefined;
  image?: string | undefined;
  language?: string | undefined;
  /** The program that made it. */
  generator?: string | undefined;
  authors: string[];
  categories: string[];
  published?: string | undefined;
  updated?: string | undefined;
  base?: string | undefined;
  ttlMinutes?: number | undefined;
  skipHours?: number[] | undefined;
  skipDays?: string[] | undefined;
  items: RawItem[];
}

export interface RawItem {
  id?: string | undefined;
  title?: RawText | undefined;
  link?: string | undefined;
  summary?: RawText | undefined;
  content?: RawText | undefined;
  published?: string | undefined;
  updated?: string | undefined;
  authors: string[];
  /** Best first. */
  images: (string | undefined)[];
  media: (string | undefined)[];
  categories: string[];
  comments?: string | undefined;
  /** Who may read it (dcterms:accessRights). */
  rights?: string | undefined;
  base?: string | undefined;
}

export function htmlText(value: string | undefined): RawText | undefined {
  return value === undefined ? undefined : { value, isHtml: true };
}

/** Drops what is absent or empty, and repetitions. */
export function present(values: (string | undefined)[]): string[] {
  return [...new Set(values.map((value) => value?.trim() ?? '').filter(Boolean))];
}
