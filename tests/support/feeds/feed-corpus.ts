import { says } from '../../../src/words/index.ts';
import { readFileSync } from 'node:fs';
import { parseFeed } from '../../../src/articles/parsing/parse-feed.ts';
import type { ParsedFeed, ParsedItem } from '../../../src/articles/parsing/parsed-feed.ts';
import { cleanHtml, plainText } from '../../../src/articles/parsing/clean-html.ts';

type Fields = Record<string, unknown>;

export interface CorpusCase {
  id: string;
  family: string;
  url?: string;
  headers?: Record<string, string>;
  input?: string;
  input_base64?: string;
  needs?: string[];
  expect: { feed?: Fields; items?: Fields[]; item_count?: number };
}

const ANY_URL = 'http://feed.example/feed.xml';

export function readCorpus(name: string): CorpusCase[] {
  return readFileSync(`tests/fixtures/feeds/${name}.jsonl`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CorpusCase);
}

const header = (corpusCase: CorpusCase, name: string) =>
  Object.entries(corpusCase.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];

export function parseCase(corpusCase: CorpusCase) {
  return parseFeed({
    bytes: Buffer.from(
      corpusCase.input_base64 ?? corpusCase.input ?? '',
      corpusCase.input_base64 ? 'base64' : 'utf8',
    ),
    contentType: header(corpusCase, 'content-type') ?? 'application/xml',
    url: corpusCase.url ?? ANY_URL,
  });
}

/** What of a case did not come out as expected; empty when it passes. */
export function faultsOf(corpusCase: CorpusCase): string[] {
  const result = parseCase(corpusCase);
  if (corpusCase.family === 'no-crash') return [];
  if (result.kind !== 'feed') return [`not a feed: ${says(result.reason)}`];
  const { feed } = result;
  const { expect } = corpusCase;
  const faults = Object.entries(expect.feed ?? {}).flatMap(([field, value]) =>
    feedFault(feed, field, value, corpusCase.url ?? ANY_URL),
  );
  if (expect.item_count !== undefined && feed.items.length !== expect.item_count) {
    faults.push(`item_count: ${feed.items.length} instead of ${expect.item_count}`);
  }
  for (const [index, fields] of (expect.items ?? []).entries()) {
    const item = feed.items[index];
    if (!item) {
      if (Object.keys(fields).length > 0) faults.push(`items[${index}] is missing`);
      continue;
    }
    faults.push(
      ...Object.entries(fields).flatMap(([field, value]) => itemFault(item, field, value, feed, corpusCase)),
    );
  }
  return faults;
}

function feedFault(feed: ParsedFeed, field: string, expected: unknown, base: string): string[] {
  const ours = (feed as unknown as Fields)[field];
  return fieldPasses(field, ours, expected, base)
    ? []
    : [`feed.${field}: ${show(ours)} instead of ${show(expected)}`];
}

function itemFault(
  item: ParsedItem,
  field: string,
  expected: unknown,
  feed: ParsedFeed,
  corpusCase: CorpusCase,
): string[] {
  // Relative addresses of the expectation start where a reader of the article would start (FED-13).
  const bases = [corpusCase.url ?? ANY_URL, item.link, feed.link].filter((base) => base !== undefined);
  if (field === 'body' || field === 'content' || field === 'summary') {
    const candidates =
      field === 'summary'
        ? [item.summary]
        : field === 'content'
          ? [item.content, item.summary]
          : [item.summary, item.content];
    const passes = candidates.some((ours) =>
      bases.some((base) =>
        sameBody(
          withoutPlayers(ours),
          String(expected),
          { base, page: item.link },
          corpusCase.family === 'sanitize',
        ),
      ),
    );
    return passes ? [] : [`${field}: ${show(candidates)} instead of ${show(expected)}`];
  }
  if (field === 'published' || field === 'updated') {
    const wanted = Date.parse(String(expected));
    const passes = [item.published, item.updated].some((date) => date?.getTime() === wanted);
    return passes ? [] : [`${field}: ${show([item.published, item.updated])} instead of ${show(expected)}`];
  }
  const ours =
    field === 'authors' && item.authors.length === 0 ? feed.authors : (item as unknown as Fields)[field];
  return bases.some((base) => fieldPasses(field, ours, expected, base))
    ? []
    : [`${field}: ${show(ours)} instead of ${show(expected)}`];
}

function fieldPasses(field: string, ours: unknown, expected: unknown, base: string): boolean {
  if (field === 'language') return sameLanguage(ours, expected);
  if (field === 'id') return textOf(ours).trim() === String(expected).trim();
  if (field === 'published' || field === 'updated')
    return ours instanceof Date && ours.getTime() === Date.parse(String(expected));
  if (field === 'link' || field === 'image') return sameUrl(ours, URL.parse(String(expected), base)?.href);
  if (field === 'media')
    return (expected as string[]).every((url) => (ours as string[]).some((our) => sameUrl(our, url)));
  if (field === 'categories')
    return (expected as string[]).every((name) =>
      (ours as string[]).some((our) => words(our) === words(name)),
    );
  if (field === 'authors') {
    return (expected as string[]).every((name) =>
      (ours as string[]).some((our) => words(name).includes(words(our)) || words(our).includes(words(name))),
    );
  }
  return words(textOf(ours)) === words(String(expected));
}

const sameLanguage = (a: unknown, b: unknown) =>
  String(a).toLowerCase() === String(b).replace('_', '-').toLowerCase();
const sameUrl = (a: unknown, b: unknown) => URL.parse(String(a))?.href === URL.parse(String(b))?.href;
/** Entities decoded, tags taken off, blanks folded. */
const words = (text: string) => plainText(plainText(text)).replace(/\s+/g, ' ').trim();

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const show = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 300);

/** The set of visible words, link targets and image sources. The expected side goes through no sanitiser but ours for text. */
/** Links in the place of players are ours, not the document's. */
const withoutPlayers = (html: string) => html.replace(/<a data-embed=[^<>]*>[^<]*<\/a>/g, ' ');

interface Place {
  base: string;
  page: string | undefined;
}

function sameBody(ours: string, expected: string, place: Place, isSanitize: boolean): boolean {
  if (isSanitize) return executable(ours) === undefined && subset(wordSet(expected), wordSet(ours));
  return (
    equal(wordSet(ours), wordSet(expected)) &&
    equal(addresses(ours, 'a', 'href', place), addresses(expected, 'a', 'href', place)) &&
    equal(addresses(ours, 'img', 'src', place), addresses(expected, 'img', 'src', place))
  );
}

function wordSet(html: string): Set<string> {
  const spaced = html.replace(/</g, ' <').replace(/>/g, '> ');
  return new Set(plainText(spaced).split(/\s+/).filter(Boolean));
}

function addresses(html: string, tag: string, attribute: string, { base, page }: Place): Set<string> {
  const cleaned = cleanHtml(html, base, { page });
  const pattern = new RegExp(`<${tag}\\b[^>]*?\\s${attribute}="([^"]*)"`, 'g');
  return new Set([...cleaned.matchAll(pattern)].map(([, value = '']) => value));
}

/** The first executable thing that survived, if any (SEC-12). */
export function executable(html: string): string | undefined {
  return /<\s*(script|iframe|frame|frameset|object|embed|applet|form|input|button|textarea|select|meta|base|link|style|svg|math|template)\b|<[^>]*\s(on\w+|style|srcdoc|srcset|formaction|action|xlink:href)\s*=|(href|src)\s*=\s*["']?\s*(javascript|vbscript|data|file):/i.exec(
    html,
  )?.[0];
}

const subset = (a: Set<string>, b: Set<string>) => [...a].every((value) => b.has(value));
const equal = (a: Set<string>, b: Set<string>) => subset(a, b) && subset(b, a);
