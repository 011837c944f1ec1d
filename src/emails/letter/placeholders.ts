import { clip, oneLine } from '../clean-text.ts';
import { slot } from '../compile/slots.ts';

/** Something between marks that would go out as typed. */
export interface PlaceholderFault {
  field: 'subject' | 'preheader' | 'markdown';
  /** From 1 on. */
  line: number;
  /** As the editor wrote it. */
  found: string;
  advice: 'name' | 'links' | 'address' | 'none' | 'in-address';
}

const NAME =
  /\{\{\s*name\s*(?:\|\s*default\s*:\s*(?:"([^"{}\n]*)"|'([^'{}\n]*)'|[“„«]\s?([^“”„«»{}\n]*?)\s?[“”»]))?\s*\}\}/g;
/** Words that programs put between brackets; brackets around other words are brackets. */
const KNOWN_WORDS =
  '(?:(?:first|last|full|sur|fore|user|vor|nach)?[ _-]?name|[fl]name|e-?mail(?:[ _-]?address)?|unsubscribe(?:[ _-]?(?:url|link))?|web ?version|browser ?link|preferences(?:[ _-]?url)?)';
/** Placeholders of Liquid and Handlebars, Mailchimp, Salesforce, ActiveCampaign, Ghost, Mautic, MailerLite, AWeber, MailPoet, GetResponse, Campaign Monitor and Sendy, and templates. */
const FOREIGN = [
  /\{\{[^{}\n]{0,200}\}\}/g,
  /\{%[^{}\n]{0,200}%\}/g,
  /\$\{[a-z_][\w.]{0,60}\}/gi,
  /\*\|[A-Z][^|*\n]{1,80}\|\*/gi,
  /%%[a-z_][\w.:-]{1,60}%%/gi,
  /%(?:recipient\.[\w.]{1,40}|[A-Z][A-Z0-9_]{2,40})%/g,
  /%\([a-z_]{1,40}\)s/gi,
  /\{\$[a-z_]\w{0,60}\}/gi,
  /\{![a-z_]\w{0,60}(?: [^{}\n]{0,60})?\}/gi,
  /\{contactfield=[^{}\n]{1,80}\}/gi,
  new RegExp(
    `\\{(?:${KNOWN_WORDS}|uuid|[a-z_]{0,20}_url|[A-Z][A-Z_]{2,30})(?:\\s*,\\s*["“][^"”{}\\n]{0,60}["”])?\\}`,
    'gi',
  ),
  /\[(?:subscriber|user|link|newsletter):[^[\]\n]{1,80}\]/gi,
  new RegExp(`\\[\\[\\s*(?:contact\\.|data:|var:)?(?:${KNOWN_WORDS})[^[\\]\\n]{0,60}\\]\\]`, 'gi'),
  new RegExp(
    `(?<![!\\]\\[])\\[(?:${KNOWN_WORDS})(?:\\s*,\\s*fallback=[^[\\]\\n]{0,60})?\\](?![([:\\]])`,
    'gi',
  ),
  /<(?:unsubscribe|webversion|preferences|forwardtoafriend)(?: [^<>\n]{0,80})?>/gi,
  /<<\s*[a-z_ ]{1,40}\s*>>/gi,
  /<%=?[^%\n]{0,80}%>/g,
];
const MAX_DEFAULT = 60;
const MAX_FAULTS = 5;

/** Private use, one character for each default: nothing on the way to the finished email cuts or rewrites it. */
const FIRST = 0xe000;
const KINDS = 64;
const MARK = /[\uE000-\uE03F]/g;

/** A text of somebody else's without what could be taken for a mark. */
export const withoutMarks = (text: string) => text.replace(MARK, '');

export interface Marked {
  subject: string;
  preheader: string;
  markdown: string;
}

/**
 * Finds what stands for a reader's name, and what looks as if it stood for something.
 * @returns the letter with a mark in each place, and how marks in the finished email become slots; or what is wrong.
 */
export function markPlaceholders(
  letter: Marked,
): { marked: Marked; toSlots(compiled: string): string; toWords(text: string): string } | PlaceholderFault[] {
  const defaults: string[] = [];
  const mark = (text: string) =>
    outsideCode(withoutMarks(text), (prose) =>
      prose.replace(NAME, (all, a?: string, b?: string, c?: string) => {
        const value = clip(oneLine(a ?? b ?? c ?? ''), MAX_DEFAULT);
        if (!defaults.includes(value)) defaults.push(value);
        const place = defaults.indexOf(value);
        return place < KINDS ? String.fromCharCode(FIRST + place) : all;
      }),
    );
  const marked = {
    subject: mark(letter.subject),
    preheader: mark(letter.preheader),
    markdown: mark(letter.markdown),
  };
  const faults = (['subject', 'preheader', 'markdown'] as const).flatMap((field) =>
    faultsIn(marked[field], field),
  );
  if (faults.length > 0) return faults.slice(0, MAX_FAULTS);
  const valueOf = (character: string) => defaults[character.charCodeAt(0) - FIRST] ?? '';
  return {
    marked,
    toSlots: (compiled) => compiled.replace(MARK, (character) => slot(nameSlot(valueOf(character)))),
    toWords: (text) => text.replace(MARK, valueOf),
  };
}

function faultsIn(text: string, field: PlaceholderFault['field']): PlaceholderFault[] {
  const found: (PlaceholderFault & { index: number; end: number })[] = [];
  // Of the same length, so that places stay.
  const prose = outsideCode(
    text,
    (part) => part,
    (code) => code.replace(/[^\n]/g, ' '),
  );
  for (const pattern of FOREIGN) {
    for (const match of prose.matchAll(pattern)) {
      const line = prose.slice(0, match.index).split('\n').length;
      const [all] = match;
      if (isReference(all, text)) continue;
      if (found.some((other) => match.index >= other.index && match.index < other.end)) continue;
      found.push({
        field,
        line,
        found: all.trim(),
        advice: adviceOn(all),
        index: match.index,
        end: match.index + all.length,
      });
    }
  }
  return found.toSorted((a, b) => a.index - b.index).map(({ index: _index, end: _end, ...fault }) => fault);
}

/** `[name]` with a definition of its address elsewhere is a link. */
const isReference = (found: string, text: string) =>
  found.startsWith('[') && text.toLowerCase().includes(`\n${found.toLowerCase()}:`);

function adviceOn(found: string): PlaceholderFault['advice'] {
  if (/unsub|abmeld|desabonn|pref|profile|manage|web.?version|browser|archive|forward/i.test(found))
    return 'links';
  if (/name|first|last|vor|nach|contact\.f/i.test(found)) return 'name';
  return /e-?mail|addr/i.test(found) ? 'address' : 'none';
}

/** Fenced blocks and back-ticks show what they hold. */
const CODE =
  /(^|\n)( {0,3}(`{3,}|~{3,})[^\n]*\n(?:[^]*?\n {0,3}\3[`~]*(?=\n|$)|[^]*$))|(?<!`)(`+)(?!`)([^\n]{1,500}?)(?<!`)\4(?!`)/g;

function outsideCode(
  text: string,
  prose: (part: string) => string,
  code: (part: string) => string = (part) => part,
): string {
  let output = '';
  let from = 0;
  for (const match of text.matchAll(CODE)) {
    output += prose(text.slice(from, match.index)) + code(match[0]);
    from = match.index + match[0].length;
  }
  return output + prose(text.slice(from));
}

const PREFIX = 'name_';
const NAME_SLOT = /\uFDD0(name_[0-9a-f]*)\uFDD1/g;
const MAX_NAME = 80;

/** The default travels in the slot's own name, so that a compiled email is whole by itself. */
const nameSlot = (value: string) => PREFIX + Buffer.from(value).toString('hex');
const defaultOf = (name: string) => Buffer.from(name.slice(PREFIX.length), 'hex').toString();

/** What the slots for a name in these texts hold for a reader of this name. */
export function nameValues(texts: string[]): (name: string) => Record<string, string> {
  const slots = new Map(
    texts.flatMap((text) => [...text.matchAll(NAME_SLOT)].map(([, name = '']) => [name, defaultOf(name)])),
  );
  if (slots.size === 0) return () => ({});
  return (name) => {
    const shown = clip(oneLine(name), MAX_NAME);
    return Object.fromEntries([...slots].map(([place, value]) => [place, shown === '' ? value : shown]));
  };
}

/** A subject as it is shown where no reader is meant. */
export const withDefaults = (text: string) =>
  text.replace(NAME_SLOT, (_all, name: string) => defaultOf(name));
