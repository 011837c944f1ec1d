import { textsOf, type AskDns } from '../ask-dns.ts';
import type { DomainFinding } from './domain-finding.ts';
import { evaluateSpf, isSpf, MAX_LOOKUPS, type SpfEvaluation } from './evaluate-spf.ts';

/** RFC 7208 §4.6.4: receivers may stop after two names that do not exist. */
const MAX_EMPTY = 2;
const ENOUGH_LOOKUPS = 100;

const ALL = /^[+?~-]?all$/i;
const REFERENCE = /^(?:[+?~-]?include:|redirect=)([^%]+)$/i;
const LOOKUP = /^[+?~-]?(?:(?:a|mx|ptr)(?:[:/]|$)|exists:|include:)|^redirect=/i;

/** Whether receivers can read who may send for the domain, in as many lookups as they make. Rejects when DNS does not say. */
export async function checkSpf(domain: string, ask: AskDns): Promise<DomainFinding> {
  const records = (await textsOf(ask, domain)).filter(isSpf);
  const [record] = records;
  if (record === undefined)
    return {
      ...bad(`${domain} has no SPF record. Add one; your mail provider tells you the name to put for RELAY:`),
      record: txt(domain, 'v=spf1 include:RELAY ~all'),
    };
  if (records.length > 1)
    return {
      ...bad(
        `${domain} has ${records.length} SPF records, so receivers count none. Leave only one, such as:`,
      ),
      record: txt(domain, merged(records)),
    };
  if (/^v=spf1 +[-~]all *$/i.test(record))
    return {
      ...bad(`The SPF record of ${domain} allows no server at all. Name yours:`),
      record: txt(domain, 'v=spf1 include:RELAY ~all'),
    };
  return judge(domain, record, await evaluateSpf(domain, ask), ask);
}

async function judge(
  domain: string,
  record: string,
  evaluation: SpfEvaluation,
  ask: AskDns,
): Promise<DomainFinding> {
  const { result, lookups, empty, unanswered } = evaluation;
  const names = [...empty].join(', ');
  if (result === 'temperror')
    return {
      ...warning(
        `The SPF record of ${domain} could not be followed: DNS gave no answer (${unanswered ?? 'in time'}).`,
      ),
      isUnanswered: true,
    };
  if (lookups > MAX_LOOKUPS) return tooManyLookups(domain, record, evaluation, ask);
  if (result === 'permerror') return unreadable(domain, record, evaluation);
  if (result === 'pass')
    return {
      ...warning(`The SPF record of ${domain} lets every server send in its name. End it with ~all:`),
      record: txt(
        domain,
        withoutTerms(record, (term) => ALL.test(term)),
      ),
    };
  if (empty.size > MAX_EMPTY)
    return warning(
      `The SPF record of ${domain} asks for ${empty.size} names that lead nowhere, and receivers may stop after ${MAX_EMPTY}. Remove ${names}.`,
    );
  const noted = empty.size === 0 ? '' : `; ${names} leads nowhere`;
  return {
    about: 'spf',
    state: 'good',
    says: `${domain} has one SPF record with ${lookups} of ${MAX_LOOKUPS} lookups${noted}.`,
  };
}

async function tooManyLookups(
  domain: string,
  record: string,
  { records }: SpfEvaluation,
  ask: AskDns,
): Promise<DomainFinding> {
  const loop = findLoop(records, [domain]);
  if (loop)
    return bad(
      `The SPF record of ${domain} goes in a circle (${loop.join(' → ')}): remove one of these includes.`,
    );
  const terms = record.split(/ +/).slice(1);
  const end = terms.findIndex((term) => ALL.test(term));
  const costs = await Promise.all(
    (end < 0 ? terms : terms.slice(0, end)).map(async (term) => ({ term, count: await costOf(term, ask) })),
  );
  const total = costs.reduce((sum, { count }) => sum + count, 0);
  const worst = costs.sort((one, other) => other.count - one.count).slice(0, 3);
  const most = worst.map(({ term, count }) => `${term} ${count}`);
  return bad(
    `The SPF record of ${domain} takes ${total} lookups (${most.join(', ')}), and receivers stop at ${MAX_LOOKUPS}. Remove the services that no longer send for you.`,
  );
}

async function costOf(term: string, ask: AskDns): Promise<number> {
  const target = REFERENCE.exec(term)?.[1];
  if (target !== undefined) return 1 + (await evaluateSpf(target, ask, ENOUGH_LOOKUPS)).lookups;
  return LOOKUP.test(term) ? 1 : 0;
}

/** What makes the result `permerror`, beside lookups. */
function unreadable(domain: string, record: string, { records, reason }: SpfEvaluation): DomainFinding {
  const recordAt = (name: string) =>
    `The SPF record of ${name}${name === domain ? '' : `, which that of ${domain} leads to,`}`;
  for (const [name, texts] of records) {
    const target = targetsOf(texts[0]).find((target) => records.get(target)?.length === 0);
    if (target === undefined) continue;
    const says = `${recordAt(name)} includes ${target}, which has no SPF record`;
    if (name !== domain)
      return bad(`${says}, so receivers count none: its owner must correct it, or you remove it.`);
    return {
      ...bad(`${says}, so receivers count none. Without it:`),
      record: txt(
        domain,
        withoutTerms(record, (term) => nameIn(term) === target),
      ),
    };
  }
  const name = [...records.keys()].at(-1) ?? domain;
  return bad(
    `${recordAt(name)} cannot be read (${reason}): correct it. It says: ${records.get(name)?.[0]?.slice(0, 300)}`,
  );
}

/** The way from a domain back to itself. */
function findLoop(records: Map<string, string[]>, trail: string[]): string[] | undefined {
  for (const name of targetsOf(records.get(trail.at(-1) ?? '')?.[0])) {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    const loop = findLoop(records, [...trail, name]);
    if (loop) return loop;
  }
  return undefined;
}

const nameIn = (term: string) => REFERENCE.exec(term)?.[1]?.toLowerCase().replace(/\.$/, '');

const targetsOf = (record = '') => record.split(/ +/).flatMap((term) => nameIn(term) ?? []);

/** One record with the terms of all; `redirect` would count for nothing beside `all`. */
function merged(records: string[]): string {
  const terms = records
    .flatMap((record) => record.split(/ +/).slice(1))
    .filter((term) => term !== '' && !ALL.test(term))
    .map((term) => term.replace(/^redirect=/i, 'include:'));
  return ['v=spf1', ...new Set(terms), '~all'].join(' ');
}

/** Ends in `~all`, unless it says otherwise itself. */
function withoutTerms(record: string, isUnwanted: (term: string) => boolean): string {
  const kept = record.split(/ +/).filter((term) => term !== '' && !isUnwanted(term));
  const hasEnd = kept.some((term) => ALL.test(term) || /^redirect=/i.test(term));
  return [...kept, ...(hasEnd ? [] : ['~all'])].join(' ');
}

const txt = (name: string, value: string) => ({ name, type: 'TXT' as const, value });
const bad = (says: string): DomainFinding => ({ about: 'spf', state: 'bad', says });
const warning = (says: string): DomainFinding => ({ about: 'spf', state: 'warning', says });
