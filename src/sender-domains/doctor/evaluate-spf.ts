import type { DNSResolver } from 'mailauth';
import { codeOf, isMissing, type AskDns } from '../ask-dns.ts';

/** RFC 7208 §4.6.4. */
export const MAX_LOOKUPS = 10;
const PATIENCE_MS = 20_000;
/** A reserved address (RFC 1112 §4): no record allows it, so every term is looked at. */
const NOBODY = '240.0.0.1';

export interface SpfEvaluation {
  result: string;
  /** Lookups that count; one above the limit when it was reached. */
  lookups: number;
  /** Why the result is `permerror`. */
  reason: string;
  /** SPF records by the domains that were asked, the last one asked last. */
  records: Map<string, string[]>;
  /** Names without a record of the kind that was asked. */
  empty: Set<string>;
  /** Where DNS did not answer. */
  unanswered: string | undefined;
}

export const isSpf = (text: string) => /^v=spf1(?: |$)/i.test(text);

/** Walks a domain's SPF record to its end, as a receiver would for mail from a server it does not allow. */
export async function evaluateSpf(
  domain: string,
  ask: AskDns,
  maxResolveCount = MAX_LOOKUPS,
): Promise<SpfEvaluation> {
  const { spf } = await import('mailauth/lib/spf/index.js');
  const records = new Map<string, string[]>();
  const empty = new Set<string>();
  let unanswered: string | undefined;
  const resolver = async (name: string, type: string) => {
    if (type === 'TXT') records.set(name.toLowerCase(), []);
    try {
      const answer = await ask(name, type);
      if (type === 'TXT') records.set(name.toLowerCase(), answer.map(joined).filter(isSpf));
      return answer;
    } catch (error) {
      if (!isMissing(error)) unanswered ??= `${codeOf(error)} at ${name}`;
      else if (!isOfNobody(name)) empty.add(name);
      throw error;
    }
  };
  const { status, lookups } = await spf({
    sender: `postmaster@${domain}`,
    ip: NOBODY,
    helo: domain,
    resolver: resolver as DNSResolver,
    strict: true,
    maxResolveCount,
    maxVoidCount: Infinity,
    maxElapsedTime: PATIENCE_MS,
  });
  return {
    result: status.result,
    lookups: lookups?.count ?? 0,
    reason: status.comment?.split(`${domain}: `).at(-1) ?? '',
    records,
    empty,
    unanswered,
  };
}

const joined = (pieces: unknown) => (pieces as string[]).join('');

/** Made by the macro %{i}, or for `ptr`: these names exist for real senders. */
const isOfNobody = (name: string) => /(^|\.)(240\.0\.0\.1|1\.0\.0\.240)(\.|$)/.test(name);
