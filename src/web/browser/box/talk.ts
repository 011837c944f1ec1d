import type { BoxAnswer, CodeSays, SignUpAnswer } from '../../public/box/box-answer.ts';
import { solve, type Challenge } from '../proof/solve.ts';

export interface Typed {
  email: string;
  rhythm: string;
  topics: string[];
  /** The reader says that the address is right although it looks mistyped. */
  isKept: boolean;
  /** Of a field that people do not see. */
  trap: string;
}

/** What went wrong: `detail` is for the reader, `isEmail` says that their address did. */
export interface Refused {
  status: number;
  detail: string;
  isEmail: boolean;
}

/** What our server is asked, from whatever page: without cookies, and never longer than a reader would wait. */
export function talkTo(home: string) {
  const ask = (path: string) => fetchFrom(home + path);
  const fetchFrom = async (url: string, body?: object): Promise<Response> =>
    fetch(url, {
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  const send = <Answer>(path: string, body: object) => post<Answer>(home + path, body);
  const post = async <Answer>(url: string, body: object): Promise<Answer | Refused> => {
    const response = await fetchFrom(url, body).catch(() => undefined);
    const answer = (await response?.json().catch(() => undefined)) as Partial<Problem> | undefined;
    if (response?.ok && answer) return answer as Answer;
    const { detail = '', errors = [] } = answer ?? {};
    const status = response?.status ?? 0;
    return { status, detail, isEmail: status === 422 && errors.some(({ field }) => field === 'email') };
  };
  const prove = async () => solve((await (await ask('/challenge')).json()) as Challenge);
  return {
    /** Undefined where there is no such publication. @throws TypeError where the page's policy or the network is in the way */
    async box(): Promise<BoxAnswer | undefined> {
      const response = await ask('/box');
      if (response.status === 404) return undefined;
      if (!response.ok) throw new TypeError(`box: ${response.status}`);
      return (await response.json()) as BoxAnswer;
    },
    /** @param calculates called when the browser has to calculate first, which takes some seconds */
    async signUp(
      typed: Typed,
      { stamp, defaultRhythm }: BoxAnswer,
      calculates: () => void,
    ): Promise<SignUpAnswer | Refused> {
      const fields = {
        email: typed.email,
        topics: typed.topics,
        // What was set when the box was shown is a choice that nobody made.
        ...(typed.rhythm !== defaultRhythm && { rhythm: typed.rhythm }),
        source: source(),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        stamp,
        leave_this_empty: typed.trap,
        ticket: true,
      };
      const signUpWith = (altcha?: string) => send<SignUpAnswer>('/subscribe', { ...fields, altcha });
      const answer = await signUpWith();
      if (!needsCheck(answer)) return answer;
      calculates();
      const proof = await prove().catch(() => undefined);
      const proven = proof === undefined ? answer : await signUpWith(proof);
      // A browser that cannot calculate, or not in time, is one that waits.
      return needsCheck(proven) ? signUpWith('later') : proven;
    },
    /** Counts that the box was seen; whether that arrives is not waited for. */
    shown(): void {
      const path = `${home}/shown?source=${encodeURIComponent(source())}`;
      fetch(path, { method: 'POST', mode: 'no-cors', credentials: 'omit', keepalive: true }).catch(() => {});
    },
    confirm: ({ ticket, address }: SignUpAnswer, code: string) =>
      send<{ says: CodeSays }>('/confirm-code', { ticket, email: address, code }),
    /** What somebody who proved their address chooses next; the address is of our server and theirs alone. */
    change: ({ url, rhythm }: { url: string; rhythm: string }) => post<{ says: CodeSays }>(url, { rhythm }),
    async cameBack({ ticket }: SignUpAnswer): Promise<boolean> {
      const response = await ask(`/sign-up-state?ticket=${encodeURIComponent(ticket)}`).catch(
        () => undefined,
      );
      const answer = (await response?.json().catch(() => ({}))) as { state?: string } | undefined;
      return answer?.state === 'bounced';
    },
  };
}

const needsCheck = (answer: SignUpAnswer | Refused) => 'status' in answer && answer.status === 403;

/** Where the box stands. */
const source = () => location.origin + location.pathname;

const PATIENCE_MS = 30_000;

interface Problem {
  detail: string;
  errors: { field: string }[];
}

export type Talk = ReturnType<typeof talkTo>;
