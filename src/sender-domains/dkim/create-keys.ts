import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { sqlState, UNIQUE_VIOLATION } from '../../platform/database.ts';
import { parseEmailAddress } from '../../platform/mail/email-address.ts';
import { Conflict, InvalidInput } from '../../platform/errors.ts';
import { DKIM_ALGORITHMS, type DkimAlgorithm, type DkimKey } from './dkim-key.ts';
import { insertDkimKey } from './dkim-queries.ts';

/** RFC 8301 §3.2 asks for 2048 bits at least; more would not fit a DNS answer over UDP. */
const RSA_BITS = 2048;
const SELECTOR = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const pair = promisify(generateKeyPair);

/**
 * Makes one key, or with `both` one of each algorithm under its own selector (AUTH-04). They do not sign before they
 * are activated.
 * @param input `selector` is made of the date when it is left out.
 * @throws InvalidInput, or Conflict for a selector that the domain has already.
 */
export async function createDkimKeys(
  app: App,
  input: { domain: string; selector?: string | undefined; algorithm: string },
): Promise<DkimKey[]> {
  const { domain, wanted } = readInput(input, app.now());
  const made = await Promise.all(
    wanted.map(async ({ selector, algorithm }) => {
      const { publicKey, privateKey } = await generate(algorithm);
      const sealedPrivateKey = app.keys.seal(sealLabel(domain, selector), privateKey);
      return { domain, selector, algorithm, publicKey, sealedPrivateKey };
    }),
  );
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    const keys: DkimKey[] = [];
    for (const key of made) {
      const stored = await insertDkimKey(db, key).catch((error: unknown) => {
        throw sqlState(error) === UNIQUE_VIOLATION ? taken(key) : error;
      });
      await audit(inner, {
        action: 'dkim-key.created',
        subject: `dkim-key:${stored.id}`,
        details: { domain, selector: key.selector, algorithm: key.algorithm },
      });
      keys.push(stored);
    }
    return keys;
  });
}

/** Binds a sealed key to its place: in another row it does not open. */
export const sealLabel = (domain: string, selector: string) => `dkim:${selector}._domainkey.${domain}`;

const taken = ({ domain, selector }: { domain: string; selector: string }) =>
  new Conflict(
    'dkim-selector-taken',
    `${domain} already has a key with the selector ${selector}: choose another with --selector.`,
  );

/** @returns the public key as p= has it, the private key as PEM. */
async function generate(algorithm: DkimAlgorithm): Promise<{ publicKey: string; privateKey: string }> {
  const { publicKey, privateKey } =
    algorithm === 'rsa' ? await pair('rsa', { modulusLength: RSA_BITS }) : await pair('ed25519');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    // RFC 8463 §4: the 32 bytes of the key alone, which end its SPKI form.
    publicKey: (algorithm === 'rsa' ? spki : spki.subarray(-32)).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function readInput(
  input: { domain: string; selector?: string | undefined; algorithm: string },
  now: Date,
): { domain: string; wanted: { selector: string; algorithm: DkimAlgorithm }[] } {
  const errors: { field: string; message: string }[] = [];
  const domain = parseEmailAddress(`any@${input.domain}`)?.domain ?? '';
  if (domain === '')
    errors.push({
      field: 'domain',
      message: 'The domain must be one of sender addresses, such as gazette.example.',
    });
  const algorithms = DKIM_ALGORITHMS.filter((one) => input.algorithm === one || input.algorithm === 'both');
  if (algorithms.length === 0)
    errors.push({ field: 'algorithm', message: 'The algorithm must be rsa, ed25519 or both.' });
  const base = (input.selector ?? `pr${now.toISOString().slice(0, 10).replaceAll('-', '')}`).toLowerCase();
  const isGiven = input.selector !== undefined && algorithms.length === 1;
  const wanted = algorithms.map((algorithm) => ({
    algorithm,
    selector: isGiven || algorithm === 'rsa' ? base : `${base}-${algorithm}`,
  }));
  if (!wanted.every(({ selector }) => SELECTOR.test(selector)))
    errors.push({
      field: 'selector',
      message: 'The selector must consist of letters, digits and hyphens, 63 at most.',
    });
  if (errors.length > 0) throw new InvalidInput(errors);
  return { domain, wanted };
}
