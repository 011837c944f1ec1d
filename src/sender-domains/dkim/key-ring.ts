import { createPrivateKey } from 'node:crypto';
import type { Db } from '../../platform/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Keys } from '../../platform/keys.ts';
import { sealLabel } from './create-keys.ts';
import { ownerOf } from './dkim-key.ts';
import { listActiveKeys, type SealedKey } from './dkim-queries.ts';
import { signMessage, type SigningKey } from './sign-message.ts';

/** Signs the mail of one domain with all its active keys. */
export interface Signer {
  /** Fields to put in front of `headers`; see `signMessage`. Rejects rather than leave a signature out. */
  sign(headers: Buffer, body: Buffer, isRelaxed?: boolean): Promise<Buffer>;
}

/** The active keys, as this process knows them. */
export interface KeyRing {
  /** Who signs for a From domain: keys of the domain itself or of the nearest domain above it (AUTH-01). */
  signerOf(domain: string): Promise<Signer | undefined>;
}

/** A change in the table counts everywhere within half a minute; asking more often gains nothing. */
const FRESH_MS = 15_000;

export function createKeyRing(
  db: Db,
  keys: Pick<Keys, 'open'>,
  { freshMs = FRESH_MS }: { freshMs?: number } = {},
): KeyRing {
  const opened = new Map<number, SigningKey | AppError>();
  let known: { at: number; signers: Promise<Signers> } | undefined;

  const load = async (): Promise<Signers> => {
    const sealed = await listActiveKeys(db);
    for (const key of sealed) if (!opened.has(key.id)) opened.set(key.id, openKey(key, keys));
    const byDomain = Map.groupBy(sealed, ({ domain }) => domain);
    const owned = new Map(
      [...byDomain].map(([domain, own]) => [domain, signerWith(own.map(({ id }) => opened.get(id)))]),
    );
    return { owned, found: new Map() };
  };
  const signers = () => {
    if (known && performance.now() - known.at < freshMs) return known.signers;
    const loading = load();
    const entry = { at: performance.now(), signers: loading };
    known = entry;
    loading.catch(() => {
      if (known === entry) known = undefined;
    });
    return loading;
  };
  return {
    async signerOf(domain) {
      const { owned, found } = await signers();
      if (!found.has(domain)) found.set(domain, owned.get(ownerOf(domain, owned) ?? ''));
      return found.get(domain);
    },
  };
}

/** By domain: who has keys, and whom a From domain was found to be signed by. */
interface Signers {
  owned: Map<string, Signer>;
  found: Map<string, Signer | undefined>;
}

function signerWith(keys: (SigningKey | AppError | undefined)[]): Signer {
  return {
    async sign(headers, body, isRelaxed) {
      const usable = keys.map((key) => {
        if (key === undefined || key instanceof AppError) throw key ?? new Error('a key was not opened');
        return key;
      });
      return signMessage(usable, headers, body, isRelaxed);
    },
  };
}

/** The key ready for use, or why it is not: that stops the mail of its own domain only. */
export function openKey(key: SealedKey, keys: Pick<Keys, 'open'>): SigningKey | AppError {
  const { domain, selector, algorithm } = key;
  const pem = keys.open(sealLabel(domain, selector), key.sealedPrivateKey);
  if (pem === undefined)
    return new AppError(
      'dkim-key-sealed',
      `The DKIM key ${selector} of ${domain} cannot be opened, because APP_SECRET lacks the secret that sealed it.`,
    );
  return { domain, selector, algorithm, privateKey: createPrivateKey(pem) };
}
