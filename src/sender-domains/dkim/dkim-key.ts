export type DkimAlgorithm = 'rsa' | 'ed25519';
export const DKIM_ALGORITHMS: DkimAlgorithm[] = ['rsa', 'ed25519'];

/** A key without its private half. */
export interface DkimKey {
  id: number;
  /** The tag d=, an A-label in lower case. */
  domain: string;
  /** The tag s=. */
  selector: string;
  algorithm: DkimAlgorithm;
  /** Base64, as p= of the DNS record has it. */
  publicKey: string;
  /** `new` keys wait for their DNS record; `active` keys sign; `retired` keys are kept but do not sign. */
  status: 'new' | 'active' | 'retired';
  createdAt: Date;
  activatedAt: Date | null;
  retiredAt: Date | null;
}

/** What stands in DNS for a key (RFC 6376 §3.6.1, RFC 8463 §4). */
export interface DkimRecord {
  name: string;
  type: 'TXT';
  value: string;
  /** The value in pieces of at most 255 characters, as zone files want it (RFC 1035 §3.3). */
  strings: string[];
}

export function recordOf(key: Pick<DkimKey, 'domain' | 'selector' | 'algorithm' | 'publicKey'>): DkimRecord {
  const value = `v=DKIM1; k=${key.algorithm}; p=${key.publicKey}`;
  return {
    name: `${key.selector}._domainkey.${key.domain}`,
    type: 'TXT',
    value,
    strings: value.match(/.{1,255}/g) ?? [],
  };
}

/** Whose keys sign for a From domain: its own, or those of the nearest domain above it (AUTH-01). */
export function ownerOf(domain: string, owners: { has(domain: string): boolean }): string | undefined {
  const labels = domain.toLowerCase().split('.');
  return labels.map((_, at) => labels.slice(at).join('.')).find((name) => owners.has(name));
}
