import type { Mail } from '../mail/read-mail.ts';
import type { Rule } from './kind.ts';

/** How servers begin that send no report for programs. */
const DIALECTS: [Rule, RegExp][] = [
  [
    'qmail',
    /^(?:Hi\. )?This is the (?:qmail-send|qmail)|\bI(?:'|’)?m afraid I wasn(?:'|’)?t able to deliver|^--- Below this line is a copy/im,
  ],
  [
    'exim',
    /\bThis message was created automatically by mail delivery software|following address\(es\) failed/i,
  ],
  ['sendmail', /--- (?:The following addresses had|Transcript of session follows)/i],
  ['postfix', /\bThis is the (?:Postfix|mail system at host|\S+ program at host)/i],
  [
    'exchange',
    /\bdid not reach the following recipient|MSEXCH:|\b#?5\.\d\.\d smtp;|could ?n[o']t be delivered to these (?:recipients|groups)|Diagnostic information for administrators/i,
  ],
];

/** The way of writing, to tell people what a verdict rests on. */
export function dialectOf({ head }: Mail, words: string): Rule {
  const [found] = DIALECTS.find(([, pattern]) => pattern.test(words)) ?? [];
  return found ?? (head.has('x-failed-recipients') ? 'exim' : 'text');
}
