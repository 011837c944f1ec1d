import { askForTheWorld, type DnsResolver } from '../../checks/index.ts';
import type { App } from '../../platform/app.ts';
import { checkActiveKeys, checkSenderDomain, ownerOf, type CheckedKey } from '../../sender-domains/index.ts';
import type { identitiesOf } from '../../checks/index.ts';
import type { Answer, Answers } from './sender-records.ts';

/** Asks DNS for the records of a sender. */
export async function askSender(
  app: App,
  domain: string,
  identities: ReturnType<typeof identitiesOf>,
  resolver?: DnsResolver,
): Promise<Answers> {
  const [findings, keys] = await Promise.all([
    checkSenderDomain(domain, identities, resolver),
    checkActiveKeys(app.db, app.keys, resolver && ((name) => resolver.resolve(name, 'TXT'))),
  ]);
  const own = keys.filter((key) => ownerOf(domain, new Set([key.domain])) !== undefined);
  const whole = findings.find(({ about }) => about === 'dns');
  if (whole) {
    const isGone = whole.state === 'bad' && (await askForTheWorld(resolver));
    return {
      domain: isGone ? 'bad' : 'unknown',
      spf: 'unknown',
      dmarc: 'unknown',
      ...(own.length > 0 && { dkim: 'unknown' }),
    };
  }
  const of = (about: 'spf' | 'dmarc'): Answer => {
    const found = findings.find((finding) => finding.about === about);
    if (!found || found.isUnanswered) return 'unknown';
    return found.state === 'bad' ? 'bad' : 'good';
  };
  return {
    domain: 'good',
    spf: of('spf'),
    dmarc: of('dmarc'),
    ...(own.length > 0 && { dkim: ofKeys(own) }),
  };
}

function ofKeys(keys: CheckedKey[]): Answer {
  if (keys.some(({ record }) => record !== undefined)) return 'bad';
  return keys.some(({ warning }) => warning !== undefined) ? 'unknown' : 'good';
}
