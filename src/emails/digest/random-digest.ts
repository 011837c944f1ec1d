import type { Brand, EmailArticle } from '../model.ts';
import type { DigestEmailInput, DigestPiece } from './digest-email.ts';
import type { DigestShape } from './forms.ts';
import type { DigestEdition } from './print-digest.ts';
import type { DigestPressInput } from './set-digest-press.ts';

const SHAPES: DigestShape[] = ['daily', 'weekly', 'busy-day', 'catch-up'];
const WORDS =
  'harbour night ferry council "stays" trial & bridge <closed> lamp bread ’s école عبّارة 橋'.split(' ');
const SITE = 'https://gazette.example';

interface RandomDigest {
  input: DigestPressInput;
  edition: DigestEdition;
  /** The same articles in a digest that an editor made. */
  own: DigestEmailInput;
}

/** A digest like no other: articles with and without each of their parts, in any number, shape, language and look. */
export function randomDigest(seed: number): RandomDigest {
  const random = randomFrom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const pick = <T>(some: readonly T[]): T => some[upTo(some.length - 1)] as T;
  const words = (most: number) => Array.from({ length: 1 + upTo(most) }, () => pick(WORDS)).join(' ');
  const sometimes = <T>(value: T, or: T) => (random() < 0.7 ? value : or);
  const language = pick(['en', 'de', 'ar', 'fr-CA', 'es', 'ja']);
  const readers = pick([language, 'ar', 'en']);
  const brand: Brand = {
    name: `The ${words(3)}`,
    siteUrl: SITE,
    postalAddress: sometimes('1 Market Square\n10115 Berlin', ''),
    language,
    timeZone: 'Europe/Berlin',
    accentColor: pick(['#14566b', '#ffe95c', '#000000']),
    logoUrl: sometimes(null, `${SITE}/logo.png`),
    imprintUrl: sometimes(`${SITE}/imprint`, null),
    privacyUrl: sometimes(`${SITE}/privacy?a=1&b=2`, null),
  };
  const article = (id: number): EmailArticle => ({
    url: sometimes(`${SITE}/${id}?a=1&b="2"`, null),
    title: words(14),
    summary: sometimes(`<p>${words(40)}</p>`, ''),
    html: sometimes(`<p>${'word '.repeat(upTo(900))}</p>`, ''),
    imageUrl: sometimes(`${SITE}/${id}.jpg`, null),
    authors: sometimes([words(2)], []),
    categories: sometimes([words(1)], []),
    publishedAt: sometimes(new Date(Date.UTC(2026, upTo(11), 1 + upTo(27))), null),
    commentsUrl: null,
  });
  const articles = Array.from({ length: 1 + upTo(sometimes(12, 90)) }, (_, id) => ({
    id,
    article: article(id),
    ...sometimes({ topic: pick(['Harbour', 'Schools', 'Town & hall']) }, {}),
  }));
  const introduction = sometimes('', `Good **morning**, {{ name | default: "you" }}.\n\n- ${words(9)}`);
  const keepAsItWas = pick([undefined, 'each', 'daily', 'weekly'] as const);
  const digest: RandomDigest = {
    input: {
      brand,
      language: readers,
      shape: pick(SHAPES),
      day: new Date('2026-12-04T06:00Z'),
      introduction,
      articles,
    },
    edition: {
      articleIds: articles.map(({ id }) => id).filter((id) => id === 0 || random() < 0.8),
      more: sometimes(0, upTo(30)),
      ...(keepAsItWas && { keepAsItWas }),
    },
    own: {
      brand,
      subject: words(9),
      preheader: sometimes('', words(9)),
      introduction,
      pieces: articles.flatMap((one) =>
        sometimes<DigestPiece[]>([], [{ heading: words(3) }]).concat({ article: one.article }),
      ),
    },
  };
  const corrections = Array.from({ length: sometimes(0, 1 + upTo(2)) }, (_, id) => ({
    id,
    article: article(1000 + id),
    note: `It says **${words(9)}** now, {{ name | default: "you" }}.\n\n> ${words(5)}`,
  }));
  digest.input.corrections = corrections;
  digest.edition.corrections = corrections.map(({ id }) => id);
  return digest;
}

/** Numbers from 0 to 1, always the same after one seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
