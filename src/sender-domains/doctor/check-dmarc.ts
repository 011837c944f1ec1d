import type { DNSResolver } from 'mailauth';
import { codeOf, isMissing, type AskDns } from '../ask-dns.ts';
import { tagsOf } from '../tag-list.ts';
import { checkAlignment, type Identities } from './check-alignment.ts';
import type { DnsRecord, DomainFinding } from './domain-finding.ts';

const POLICIES = new Set(['none', 'quarantine', 'reject']);
/** RFC 9989 took them out. */
const OUTDATED_TAGS = ['pct', 'rf', 'ri'];

/**
 * The DMARC record that counts for a domain, its own or that of its organisational domain (RFC 9989 §4.10), and whether
 * the domain's mail aligns by it.
 */
export async function checkDmarc(
  domain: string,
  identities: Identities,
  ask: AskDns,
): Promise<DomainFinding[]> {
  const { evaluateDmarc } = await import('mailauth/lib/dmarc/index.js');
  /** What looks like a DMARC record, by the names that were asked. */
  const seen = new Map<string, string[]>();
  let unanswered = '';
  const resolver = async (name: string, type: string) => {
    try {
      const answer = await ask(name, type);
      if (type === 'TXT') seen.set(name, answer.map(joined).filter(isMeantAsDmarc));
      return answer;
    } catch (error) {
      if (!isMissing(error)) unanswered = `${codeOf(error)} at ${name}`;
      throw error;
    }
  };
  const { response } = await evaluateDmarc({
    headerFrom: `postmaster@${domain}`,
    spfDomains: identities.returnPath === undefined ? [] : [identities.returnPath],
    dkimDomains: identities.signer === undefined ? [] : [{ domain: identities.signer }],
    resolver: resolver as DNSResolver,
    strict: true,
  });
  if (response && response.rr !== undefined && response.policyDomain !== undefined) {
    const { rr, policyDomain, policy } = response;
    return [
      judge(domain, { name: `_dmarc.${policyDomain}`, type: 'TXT', value: rr }, policy),
      checkAlignment(domain, identities, response.alignment, unanswered !== ''),
    ];
  }
  if (unanswered === '') return [absent(domain, seen)];
  return [
    {
      ...find(
        'warning',
        `The DMARC record of ${domain} could not be looked up: DNS gave no answer (${unanswered}).`,
      ),
      isUnanswered: true,
    },
  ];
}

/** A record that counts. */
function judge(domain: string, record: DnsRecord, policy: string): DomainFinding {
  const { name, value } = record;
  const tags = tagsOf(value);
  const { p = '', rua = '' } = tags;
  if (!POLICIES.has(p.toLowerCase()))
    return find(
      'warning',
      `The DMARC record at ${name} has no valid p=, which counts as p=none. Make it:`,
      suggestion(domain, name, value),
    );
  const reports = rua.split(',').find(isMailbox);
  if (reports === undefined)
    return find(
      'warning',
      `The DMARC record at ${name} names no address for reports (rua), so you do not learn who sends in your name. Add a mailbox of yours:`,
      suggestion(domain, name, value),
    );
  const outdated = OUTDATED_TAGS.filter((tag) => tag in tags);
  const hint =
    outdated.length === 0
      ? ''
      : ` You can remove ${outdated.join(', ')}: RFC 9989 dropped ${outdated.length > 1 ? 'them' : 'it'}.`;
  return find(
    'good',
    `${domain} has p=${policy} by ${name}, and reports go to ${reports.slice('mailto:'.length)}.${hint}`,
  );
}

/** Why no record counts. */
function absent(domain: string, seen: Map<string, string[]>): DomainFinding {
  const [name, texts = []] = [...seen].find(([, texts]) => texts.length > 0) ?? [];
  const [text] = texts;
  if (name === undefined || text === undefined)
    return find(
      'bad',
      `${domain} has no DMARC record, which Gmail, Yahoo and Outlook require. Add one, with a mailbox of yours:`,
      suggestion(domain, `_dmarc.${domain}`, ''),
    );
  return find(
    'bad',
    texts.length > 1
      ? `There are ${texts.length} DMARC records at ${name}, so receivers count none. Leave only one:`
      : `The DMARC record at ${name} cannot be read, so receivers count none (${text}). Make it:`,
    suggestion(domain, name, text),
  );
}

/** Keeps what `text` says, as far as it can be read. */
function suggestion(domain: string, name: string, text: string): DnsRecord {
  const policy = /\bp\s*=\s*(none|quarantine|reject)\b/i.exec(text)?.[1]?.toLowerCase() ?? 'none';
  const kept = ['sp', 'np', 'adkim', 'aspf', 'fo', 'ruf', 't', 'psd'].flatMap((tag) => {
    const value = tagsOf(text)[tag];
    return value === undefined ? [] : [`${tag}=${value}`];
  });
  const { rua = '' } = tagsOf(text);
  const reports = isMailbox(rua) ? rua : `mailto:dmarc@${domain}`;
  const value = ['v=DMARC1', `p=${policy}`, ...kept, `rua=${reports}`].join('; ');
  return { name, type: 'TXT', value };
}

const joined = (pieces: unknown) => (pieces as string[]).join('');
const isMailbox = (uri: string) => /^mailto:[^@]+@./i.test(uri);
const isMeantAsDmarc = (text: string) => /\bv\s*=\s*dmarc/i.test(text);
const find = (state: DomainFinding['state'], says: string, record?: DnsRecord): DomainFinding => ({
  about: 'dmarc',
  state,
  says,
  ...(record && { record }),
});
