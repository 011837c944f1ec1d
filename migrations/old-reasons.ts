/** A reason as rows keep it since migration 0029. */
export interface KeptReason {
  code: string;
  params: Record<string, unknown>;
}

const reason = (code: string, params: Record<string, unknown> = {}): KeptReason => ({ code, params });

/** What a pattern found; its groups are texts, empty where they did not match. */
type Found = (...groups: string[]) => KeptReason;

const SERVER_SAID = '(?: (?:The mail server’s words|The last reply): (.*?))?';
const PAUSED = '(?: The send is paused[:;] .*)?';
const FIGURES = '(\\d+) of (\\d+) \\([\\d.]+%\\)';

const LAYOUT = '(?:(It takes too much time or memory to set out this email)|This email could not be set out)';
const faultOf = (hard = '') => (hard === '' ? 'broken' : 'too-hard');

/** Every sentence that versions without codes wrote on a send. */
const SENTENCES: [pattern: RegExp, found: Found][] = [
  [/^The postal address is missing: the law wants one .*$/, () => reason('no-postal-address')],
  [/^The email could not be prepared\. It is tried again by itself\.$/, () => reason('preparation-failed')],
  [
    new RegExp(`^${LAYOUT}\\. It is tried once more\\.$`),
    (hard) => reason('email-failed-once', { fault: faultOf(hard) }),
  ],
  [
    new RegExp(`^${LAYOUT}, so it is held\\. Mend what it is made of .*$`),
    (hard) => reason('email-failed', { fault: faultOf(hard) }),
  ],
  [/^The article was withdrawn before the email went out\.$/, () => reason('article-withdrawn')],
  [
    /^The mail server does not take this email at the moment: (.*) Nothing is lost; it is tried again by itself\.$/s,
    (reply = '') => reason('send-refused-for-now', { reply }),
  ],
  [
    /^The mail server cannot be used at the moment: (.*) Nothing is lost; it is tried again by itself\.$/s,
    (reply = '') => reason('server-unusable', { reply, via: null }),
  ],
  [/^It was made a draft again after this backup was made\. .*$/, () => reason('unscheduled-since-backup')],
  [/^It was cancelled after this backup was made\. .*$/, () => reason('cancelled-since-backup')],
  [/^It was held, and dropped\.$/, () => reason('dropped')],
  [
    /^It was held, and dropped: another copy of this installation had sent it\.$/,
    () => reason('dropped-as-sent'),
  ],
  [
    new RegExp(`^The mail server refuses this email, whoever it is for\\.${SERVER_SAID}${PAUSED}$`, 's'),
    (reply = '') => reason('refused-by-all', { reply }),
  ],
  [
    new RegExp(`^The mail server refuses this email: (.*?)${PAUSED}$`, 's'),
    (reply = '') => reason('refused-by-all', { reply }),
  ],
  [
    new RegExp(
      `^The mail server took this email (?:at first, and has refused everybody since|for others, and refuses everybody at (\\S+))\\.${SERVER_SAID}${PAUSED}$`,
      's',
    ),
    (domain, reply = '') => reason('refused-since', { domain: domain ?? null, reply }),
  ],
  [
    new RegExp(
      `^The mail server takes message after message and never says whether it accepts them\\.${SERVER_SAID}${PAUSED}$`,
      's',
    ),
    (reply = '') => reason('in-doubt', { reply }),
  ],
  [
    new RegExp(`^The email is larger than the mail server takes\\.${SERVER_SAID}${PAUSED}$`, 's'),
    (reply = '') => reason('too-large', { reply }),
  ],
  [
    new RegExp(
      `^Of the (?:latest addresses|addresses so far), ${FIGURES} do not exist, and mail servers judge a sender by that\\.${SERVER_SAID}${PAUSED}$`,
      's',
    ),
    (bounced, answered, reply = '') =>
      reason('many-bounces', { bounced: Number(bounced), answered: Number(answered), reply }),
  ],
  [
    new RegExp(
      `^Of the latest addresses, ${FIGURES} are said not to exist, while nobody else was accepted (?:where they are|at (\\S+))\\. That is rarely the readers’ fault\\.${SERVER_SAID}${PAUSED}$`,
      's',
    ),
    (bounced, answered, domain, reply = '') =>
      reason('many-doubted-bounces', {
        bounced: Number(bounced),
        answered: Number(answered),
        domain: domain ?? null,
        reply,
      }),
  ],
  [
    new RegExp(
      `^Of the (?:latest messages|messages so far), ${FIGURES} were refused for what they say or who sends them(?:, nearly all of them at (\\S+))?\\.${SERVER_SAID}${PAUSED}$`,
      's',
    ),
    (refused, answered, domain, reply = '') =>
      reason('many-refusals', {
        refused: Number(refused),
        answered: Number(answered),
        domain: domain ?? null,
        reply,
      }),
  ],
  [
    new RegExp(
      `^The email cannot be put together: (.*?)${PAUSED.replace('[:;]', ' and nobody is lost:')}$`,
      's',
    ),
    (error = '') => reason('not-composed', { error }),
  ],
  [
    new RegExp(`^Many addresses do not exist: ${FIGURES} when it was noticed\\. .*$`),
    (bounced, answered) => reason('bounces-high', { bounced: Number(bounced), answered: Number(answered) }),
  ],
  [
    /^Mail servers refused many readers alike, which is rarely the readers’ fault: (.*) Nobody was suppressed for it\.$/s,
    (groups = '') => reason('domains-refuse', { groups: refusalsIn(groups) }),
  ],
];

function refusalsIn(text: string) {
  const found = text.matchAll(
    /(\S+) refused (\d+) readers with “(.*?)”(?=\.$|$|; \S+ refused \d+ readers with “)/gs,
  );
  return [...found].map(([, domain, count, reply]) => ({ domain, count: Number(count), reply }));
}

/** The code and parameters of an old sentence; undefined: nobody knows it, or its parameters stand elsewhere. */
function reasonOfOld(text: string): KeptReason | undefined {
  for (const [pattern, found] of SENTENCES) {
    const match = pattern.exec(text);
    if (match) return found(...match.slice(1));
  }
  return undefined;
}

/** What is kept of a sentence of the old versions: every word of it where it is not known. */
export const keptReason = (text: string): KeptReason => reasonOfOld(text) ?? reason('legacy', { text });

const HELD_FOR_GAP =
  / This was due by then, so it may have been sent already\. Release it to send it now, or drop it if another copy sent it\.(?: Before, it was paused: (.*))?$/s;

/** A send that was held for a gap: what it was paused for before, or null; undefined for all others. */
export function pausedBefore(text: string): KeptReason | null | undefined {
  const match = HELD_FOR_GAP.exec(text);
  if (!match) return undefined;
  return match[1] === undefined ? null : keptReason(match[1]);
}

export const isOfLateLetter = (text: string): boolean =>
  /^It was due at .* and could not go out then\. Release it to send it now, or cancel it\.$/.test(text);

/** `2026-03-05T06:10` of “It went out at 5 Mar 2026, 06:10, after this backup was made: drop it.” */
export function sentAt(text: string): string | undefined {
  const said =
    /^It went out at (\d+) (\w{3})\w* (\d{4}), (\d\d:\d\d), after this backup was made: drop it\.$/.exec(
      text,
    );
  if (!said) return undefined;
  const [, day, month, year, time] = said;
  const at = new Date(`${day} ${month} ${year} ${time} UTC`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().slice(0, 16);
}
