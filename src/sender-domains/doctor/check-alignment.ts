import type { DMARCResult } from 'mailauth';
import type { DomainFinding } from './domain-finding.ts';

/** What receivers compare with the domain of the sender address. */
export interface Identities {
  /** Its domain. Undefined when the mail server puts its own. */
  returnPath: string | undefined;
  /** Where mail that comes back is taken; left out: where it always was, at the domain of the sender. */
  inbound?: string | undefined;
  /** The tag d= of our signatures; undefined when the mail server signs. */
  signer: string | undefined;
}

/** Whether what passes SPF and DKIM belongs to the sender address (RFC 9989 §4.4). */
export function checkAlignment(
  domain: string,
  { returnPath, signer }: Identities,
  { spf, dkim }: DMARCResult['alignment'],
  isUnanswered: boolean,
): DomainFinding {
  const find = (state: DomainFinding['state'], says: string): DomainFinding => ({
    about: 'alignment',
    state,
    says,
  });
  const isAligned = spf.result !== undefined;
  const stray =
    returnPath === undefined || isAligned || isUnanswered
      ? undefined
      : `The return path at ${returnPath} does not align with ${domain}${spf.strict ? ', because aspf=s asks for exactly the same domain' : ''}, so SPF says nothing for it`;
  if (signer === undefined) {
    const rest = `mail server must sign with d=${domain}${dkim.strict ? '' : ' or a domain above it'}.`;
    if (stray !== undefined) return find('warning', `${stray}; the ${rest}`);
    const path = returnPath !== undefined && isAligned ? `The return path aligns with ${domain}; the` : 'The';
    return find('good', `${path} ${rest}`);
  }
  if (dkim.result !== undefined)
    return stray === undefined
      ? find('good', `The return path and the signature (d=${signer}) align with ${domain}.`)
      : find('warning', `${stray}: all rests on the signature (d=${signer}).`);
  if (isUnanswered)
    return find('warning', `Whether d=${signer} aligns with ${domain} could not be looked up.`);
  return find(
    'warning',
    `The signature's d=${signer} does not align with ${domain}${dkim.strict ? ', because adkim=s asks for exactly the same domain' : ''}. Make keys for it: paperround dkim create --domain ${domain}.`,
  );
}
