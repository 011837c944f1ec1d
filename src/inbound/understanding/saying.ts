/** What a server said, within a report or a text. */
export interface Saying {
  /** The first digit of its reply: 2, 4 or 5; nothing when no code was said. */
  level: string;
  /** RFC 3463; nothing when none was said, or one that says nothing (5.0.0). */
  enhanced: string;
  words: string;
}

/** A reply of SMTP: at the start of a line, behind a mark of a transcript, a colon, a quote or a bracket, or with an enhanced code. */
const REPLY =
  /(?:^[ \t]*(?:<<< ?)?|<-- ?|[:;"'([=] ?|\b(?:said|was|reply|answer(?:ed)?|responded|with|returned|error|code|smtp)[ :]{1,3})([45]\d\d)(?=[ \n)\]-]|$)[ -]?(?:\1[ -])?|(?<![\w.])([45]\d\d)[ -]#?\(?(?=[45]\.\d{1,3}\.\d{1,3}\b)/im;
const ENHANCED = /(?<![\w.])#?([245]\.\d{1,3}\.\d{1,3})(?![\w]|\.\d)/;
const TAKEN = /(?:^|["';: ])(250)[ -]#?2\.\d{1,3}\.\d{1,3} /m;
const LONGEST = 1500;

/** Codes that say no more than their first digit. */
const isVague = (enhanced: string) => /^\d\.0\.0$/.test(enhanced);

/** The first reply in a text with its paragraph; the text itself when there is none. */
export function sayingIn(text: string): Saying {
  const found = REPLY.exec(text) ?? TAKEN.exec(text);
  const code = found?.[1] ?? found?.[2];
  const from = found === null ? 0 : found.index;
  const words = (code === undefined ? text.slice(0, LONGEST) : replyFrom(text, from)).trim();
  const near = code === undefined ? words : words.slice(words.indexOf(code) + 3);
  const level = code?.[0] ?? '';
  const codes = [...near.matchAll(new RegExp(ENHANCED, 'g'))].map(([, one = '']) => one);
  const enhanced = codes.find((one) => !isVague(one) && (level === '' || one.startsWith(level))) ?? '';
  return { level: level || (enhanced[0] ?? ''), enhanced, words };
}

/** To the next blank line, or to a line with another code: what follows was said of something else. */
function replyFrom(text: string, from: number): string {
  const rest = text.slice(from, from + LONGEST).replace(/^\s+/, '');
  const [, code = ''] = /(?<!\d)([245]\d\d)(?!\d)/.exec(rest) ?? [];
  const end = rest.slice(5).search(/\n[ \t]*\n|\n[ \t]*(?:>>>|(?:<<< ?)?[245]\d\d[ -])/);
  if (end === -1) return rest;
  const stop = end + 5;
  const next = rest.slice(stop).replace(/^\s*(?:<<< ?)?/, '');
  return code !== '' && next.startsWith(code)
    ? rest.slice(0, stop) + replyFrom(rest, stop + 1).slice(0, LONGEST)
    : rest.slice(0, stop);
}

/** A status that says more than its first digit. */
export const tellingStatus = (status: string): string => {
  const [, enhanced = ''] = ENHANCED.exec(status) ?? [];
  return isVague(enhanced) ? '' : enhanced;
};
