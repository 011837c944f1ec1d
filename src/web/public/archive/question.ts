import type { Topic } from '../../../publications/index.ts';

/** What the address of an archive page asks for; what makes no sense asks for nothing. */
export interface Question {
  words: string;
  month: string | undefined;
  topic: Topic | undefined;
  before: number | undefined;
}

const MOST_WORDS = 200;

export function readQuestion(query: Record<string, unknown>, topics: Topic[]): Question {
  const { q, month, topic, before } = query;
  return {
    words: typeof q === 'string' ? readable(q).trim().slice(0, MOST_WORDS).toWellFormed() : '',
    month: typeof month === 'string' && /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
    topic: topics.find(({ slug }) => slug === topic),
    before: readId(before),
  };
}

const readable = (text: string) => text.replaceAll(/\p{Cc}+/gu, ' ');

/** The number of a send as we write it ourselves, so that each mail has one address. */
export function readId(text: unknown): number | undefined {
  const id = typeof text === 'string' && /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(id) ? id : undefined;
}

/** The address of the same question on another page. */
export function questionPath(slug: string, { words, month, topic }: Question, before?: number): string {
  const asked = new URLSearchParams({
    ...(words !== '' && { q: words }),
    ...(month && { month }),
    ...(topic && { topic: topic.slug }),
    ...(before !== undefined && { before: String(before) }),
  }).toString();
  return `/${slug}/archive${asked === '' ? '' : `?${asked}`}`;
}
