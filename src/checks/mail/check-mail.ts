import { finishedBytes, withDefaults } from '../../emails/index.ts';
import type { Publication } from '../../publications/index.ts';
import type { SendContent } from '../../sends/index.ts';
import { finding, type Finding } from '../finding.ts';
import { darkFaults } from './dark-contrast.ts';
import { guessLanguage } from './language-guess.ts';
import { leftOversIn, placeholdersIn, variablesIn } from './left-overs.ts';
import {
  linksOf,
  picturesOf,
  picturesWithoutAlt,
  wordlessLinks,
  type MailLink,
  type MailPicture,
} from './links-and-pictures.ts';
import { readMail, textOf, type MailElement } from './mail-tree.ts';
import { lineOf, skippedHeadings } from './outline.ts';
import { writtenParts } from './written-part.ts';

/** Gmail cuts off what is beyond (HTM-01). */
const GMAIL_KILOBYTES = 102;
/** Nobody sees more of a subject at once. */
const MAX_SUBJECT = 90;

/** A mail as a check looks at it. */
export interface Mail {
  content: SendContent;
  publication: Publication;
  /** What an editor wrote; undefined where nobody did, as for an article. */
  markdown: string | undefined;
  /** Where that is mended. */
  place: string;
}

export interface MailReport {
  findings: Finding[];
  links: MailLink[];
  pictures: MailPicture[];
  /** Of its HTML, with the longest links. */
  kilobytes: number;
  /** The place of an address in what somebody wrote. */
  placeOf(url: string): string;
}

/** Whatever can be said of a mail by looking at it alone. */
export function checkMail(mail: Mail): MailReport {
  const { content, publication, markdown, place } = mail;
  const tree = readMail(content.html);
  const parts = writtenParts(tree);
  const placeOf = (wanted: string) => {
    const line = markdown === undefined ? undefined : lineOf(markdown, wanted);
    return line === undefined ? place : `${place}:${line}`;
  };
  const kilobytes = Math.ceil(finishedBytes(content.html) / 1000);
  return {
    findings: [
      ...checkSubject(withDefaults(content.subject)),
      ...checkLeftOvers(mail, parts, placeOf),
      ...checkAltTexts(parts, placeOf),
      ...(kilobytes > GMAIL_KILOBYTES ? [finding({ code: 'size-over', params: { kilobytes } }, place)] : []),
      ...(markdown === undefined ? [] : checkWriting(markdown, parts, placeOf, place)),
      ...checkDark(tree, place),
      ...checkLanguage(parts, publication.language, place),
    ],
    links: linksOf(tree, parts, publication),
    pictures: picturesOf(tree),
    kilobytes,
    placeOf,
  };
}

export function checkSubject(subject: string): Finding[] {
  const characters = [...new Intl.Segmenter().segment(subject)].length;
  return characters > MAX_SUBJECT
    ? [finding({ code: 'subject-long', params: { characters } }, 'subject', subject)]
    : [];
}

function checkLeftOvers(
  { content, publication, markdown, place }: Mail,
  parts: MailElement[],
  placeOf: (wanted: string) => string,
): Finding[] {
  const { language } = publication;
  const subject = withDefaults(content.subject);
  const inText = leftOversIn(parts, language, markdown !== undefined);
  const places = (found: string[]) => (found[0] === undefined ? place : placeOf(found[0]));
  const found = (code: 'placeholder-left' | 'variable-left', words: string[], where: string) =>
    words.length > 0 ? [finding({ code, params: { found: words } }, where)] : [];
  return [
    ...found('placeholder-left', placeholdersIn(subject, language), 'subject'),
    ...found('variable-left', variablesIn(subject), 'subject'),
    ...found('placeholder-left', inText.placeholders, places(inText.placeholders)),
    ...found('variable-left', inText.variables, places(inText.variables)),
  ];
}

function checkAltTexts(parts: MailElement[], placeOf: (wanted: string) => string): Finding[] {
  const without = picturesWithoutAlt(parts).map(({ url }) => url);
  const [first] = without;
  if (first === undefined) return [];
  return [
    finding({ code: 'alt-missing', params: { count: without.length, first } }, placeOf(first), without),
  ];
}

/** What only an editor's own words are held to: nobody mends them in an article that a feed brought. */
function checkWriting(
  markdown: string,
  parts: MailElement[],
  placeOf: (wanted: string) => string,
  place: string,
): Finding[] {
  const links = wordlessLinks(parts).map(({ url, words }) =>
    finding({ code: 'link-says-nothing', params: { words, url } }, placeOf(url)),
  );
  const headings = skippedHeadings(markdown).map(({ heading, from, to, line }) =>
    finding({ code: 'heading-skipped', params: { heading, from, to } }, `${place}:${line}`),
  );
  return [...links, ...headings];
}

function checkDark(tree: MailElement, place: string): Finding[] {
  const faults = darkFaults(tree);
  const [worst] = faults.toSorted((one, other) => one.ratio - other.ratio);
  if (!worst) return [];
  const { words, ratio } = worst;
  return [finding({ code: 'dark-unreadable', params: { words, ratio, count: faults.length } }, place)];
}

function checkLanguage(parts: MailElement[], language: string, place: string): Finding[] {
  const looks = guessLanguage(parts.map(textOf).join(' '), language);
  if (looks === undefined) return [];
  const params = { looks, is: new Intl.Locale(language).language };
  return [finding({ code: 'language-differs', params }, place)];
}
