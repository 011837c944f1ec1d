import type { FeedItem } from '../support/feeds/feed-server.ts';

export const GUID_SCHEMES = ['link', 'link-with-date', 'stable', 'none', 'changing', 'tag'] as const;
export type GuidScheme = (typeof GUID_SCHEMES)[number];

/** A post as the site has it. `mark` is a word of its text that no other has; it stays through all edits. */
export interface Post {
  mark: string;
  title: string;
  slug: string;
  sentences: string[];
  /** Counts edits of the text; told in it. */
  edition: number;
  date: Date;
  isOut: boolean;
  /** It was there before the feed was first read. */
  isBaseline: boolean;
  /** Some reading showed it. */
  isSeen: boolean;
  /** Edition that the latest reading showed; null when that was whole and did not show it. */
  seenEdition: number | null;
  seenDate: Date;
  /** The latest whole reading did not show it, although it is newer than the oldest that it showed. */
  isTakenOut: boolean;
  /** Something of it was changed. */
  isTouched: boolean;
}

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (most: number) => Math.floor(next() * most);
  return { next, upTo, pick: <Value>(values: readonly Value[]) => values[upTo(values.length)] as Value };
}
export type Random = ReturnType<typeof randomFrom>;

const SYLLABLES = 'ba ke li mo nu ra se ti vo zu fe ga hi jo pa'.split(' ');

/** A site whose posts appear, are renamed, moved, re-dated, postponed, withdrawn and published again. */
export class SimulatedSite {
  readonly posts: Post[] = [];
  windowSize: number;
  #host = 'site.example';
  #reading = 0;
  readonly #scheme: GuidScheme;
  readonly #random: Random;
  readonly #now: () => Date;

  constructor(scheme: GuidScheme, random: Random, now: () => Date) {
    this.#scheme = scheme;
    this.#random = random;
    this.#now = now;
    this.windowSize = 5 + random.upTo(6);
    for (let n = 12; n > 0; n -= 1) {
      const post = this.#publish();
      post.date = this.#before(n * 7 * 3600 + random.upTo(3600));
      post.isBaseline = true;
    }
  }

  /** What the feed shows now, newest first. */
  shown(): Post[] {
    return this.posts
      .filter(({ isOut }) => isOut)
      .toSorted((one, other) => other.date.getTime() - one.date.getTime())
      .slice(0, this.windowSize);
  }

  items(): FeedItem[] {
    this.#reading += 1;
    return this.shown().map((post) => this.#item(post));
  }

  /** Something happens at the site. @returns what, for the report of a failure. */
  change(): string {
    const { pick, next, upTo } = this.#random;
    const post = pick(this.shown().slice(0, next() < 0.8 ? 2 : undefined));
    const operations: [number, string, () => void][] = [
      [7, 'publish', () => this.#publish()],
      [3, 'rename', () => (post.title = this.#words(3))],
      [3, 're-slug', () => (post.slug = this.#words(2).replaceAll(' ', '-'))],
      [3, 'edit', () => this.#edit(post)],
      [2, 're-date', () => (post.date = new Date(post.date.getTime() - 3_600_000))],
      [2, 'postpone', () => (post.date = this.#before(-3600 * (1 + upTo(3)) - upTo(900)))],
      [1, 'publish again', () => (post.date = this.#before(upTo(20)))],
      [3, 'withdraw', () => (post.isOut = !post.isSeen)],
      [2, 'restore', () => this.#restore()],
      [1, 'change the window', () => (this.windowSize = 5 + upTo(9))],
      [0.3, 'move', () => (this.#host = `${this.#words(1)}.example`)],
    ];
    const total = operations.reduce((sum, [weight]) => sum + weight, 0);
    let at = next() * total;
    const [, what, change] = operations.find(([weight]) => (at -= weight) < 0) ?? operations[0]!;
    change();
    if (what !== 'publish' && what !== 'move' && what !== 'change the window') post.isTouched = true;
    return `${what} ${what === 'publish' ? this.posts.at(-1)?.mark : post.mark}`;
  }

  #publish(): Post {
    const { upTo } = this.#random;
    const mark = `mark${this.posts.length}x${upTo(1_000_000)}`;
    const post: Post = {
      mark,
      title: this.#words(3),
      slug: this.#words(2).replaceAll(' ', '-'),
      sentences: Array.from({ length: 6 }, () => this.#words(7)),
      edition: 0,
      date: this.#before(upTo(20)),
      isOut: true,
      isBaseline: false,
      isSeen: false,
      seenEdition: null,
      seenDate: new Date(0),
      isTakenOut: false,
      isTouched: false,
    };
    this.posts.push(post);
    return post;
  }

  #edit(post: Post): void {
    post.edition += 1;
    post.sentences[this.#random.upTo(post.sentences.length)] = this.#words(7);
  }

  #restore(): void {
    const gone = this.posts.filter(({ isOut }) => !isOut);
    if (gone.length > 0) Object.assign(this.#random.pick(gone), { isOut: true, isTouched: true });
  }

  #item(post: Post): FeedItem {
    const day = post.date.toISOString().slice(0, 10).replaceAll('-', '/');
    const place = this.#scheme === 'link-with-date' ? `${day}/${post.slug}` : post.slug;
    const link = `https://${this.#host}/${place}/`;
    const guids: Record<GuidScheme, string | undefined> = {
      link,
      'link-with-date': link,
      tag: `tag:${this.#host},${day.replaceAll('/', '-')}:/${place}/`,
      stable: post.mark,
      none: undefined,
      changing: `${this.#reading}-${post.mark}`,
    };
    const guid = guids[this.#scheme];
    return {
      ...(guid === undefined ? {} : { guid }),
      title: post.title,
      link,
      description: `<p>${post.mark} edition${post.edition}. ${post.sentences.join('. ')}.</p>`,
      published: post.date,
    };
  }

  #words(count: number): string {
    const { pick, upTo } = this.#random;
    const word = () => Array.from({ length: 3 + upTo(2) }, () => pick(SYLLABLES)).join('');
    return Array.from({ length: count }, word).join(' ');
  }

  /** Whole seconds: that is what a feed tells. */
  #before(seconds: number): Date {
    return new Date(Math.floor(this.#now().getTime() / 1000) * 1000 - seconds * 1000);
  }
}
