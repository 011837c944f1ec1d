import { topicsOf, type Topic } from './publication.ts';

/** After so many days without an article of it, a reader follows a strand no more. */
export const QUIET_DAYS = 14;

export const STRAND_KINDS = ['story', 'author', 'tag'] as const;
type StrandKind = (typeof STRAND_KINDS)[number];

/** What runs through articles of a publication, so that readers can follow it. */
export interface Strand {
  /** Kind and name without case and punctuation, such as `author:ada-berg`. */
  id: string;
  kind: StrandKind;
  /** As the article has it. */
  name: string;
}

/** An article, as far as it matters here. */
export interface WithStrands {
  story: string | null;
  authors: string[];
  categories: string[];
}

const LONGEST_KEY = 80;
const LONGEST_NAME = 100;

/** Each once: its story, its authors, its categories as tags. A name without letters or digits is none. */
export function strandsOf({ story, authors, categories }: WithStrands): Strand[] {
  const all = [
    ...named('story', story === null ? [] : [story]),
    ...named('author', authors),
    ...named('tag', categories),
  ];
  return [...new Map(all.toReversed().map((strand) => [strand.id, strand])).values()].toReversed();
}

/** Authors, and tags, that one mail offers at most. */
const MOST_OFFERED = 2;
/** What programs put on articles that nobody has sorted. */
const NO_TAGS = new Set(['uncategorized', 'uncategorised', 'general', 'allgemein', 'news']);

/** What readers of the article are asked whether to follow. A tag that belongs to a topic is the topic's. */
export function offeredStrands(article: WithStrands, topics: Topic[]): Strand[] {
  const strands = strandsOf(article);
  const isTag = ({ kind, id, name }: Strand) =>
    kind === 'tag' && !NO_TAGS.has(id.slice('tag:'.length)) && topicsOf([name], topics).length === 0;
  return [
    ...strands.filter(({ kind }) => kind === 'story'),
    ...strands.filter(({ kind }) => kind === 'author').slice(0, MOST_OFFERED),
    ...strands.filter(isTag).slice(0, MOST_OFFERED),
  ];
}

const named = (kind: StrandKind, names: string[]): Strand[] =>
  names.flatMap((name) => {
    const key = keyOf(name);
    return key === '' ? [] : [{ id: `${kind}:${key}`, kind, name: name.trim().slice(0, LONGEST_NAME) }];
  });

const keyOf = (name: string) =>
  (
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join('-') ?? ''
  ).slice(0, LONGEST_KEY);
