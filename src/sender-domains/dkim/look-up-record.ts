import { codeOf, createResolver, isMissing } from '../ask-dns.ts';
import { tagsOf } from '../tag-list.ts';
import { recordOf } from './dkim-key.ts';

/** TXT records of a name, each in its pieces. Rejects with a `code` such as ENOTFOUND. */
export type ResolveTxt = (name: string) => Promise<string[][]>;

/** What DNS says about a key; `says` is a sentence for people. */
export type RecordState = { kind: 'found' } | { kind: 'missing' | 'different' | 'unreachable'; says: string };

/** Whether receivers would find this very key at its selector. */
export async function lookUpRecord(
  key: Parameters<typeof recordOf>[0],
  resolveTxt: ResolveTxt = askSystem,
): Promise<RecordState> {
  const { name } = recordOf(key);
  let texts: string[];
  try {
    texts = (await resolveTxt(name)).map((pieces) => pieces.join('')).filter((text) => 'p' in tagsOf(text));
  } catch (error) {
    if (isMissing(error)) return missing(name);
    return { kind: 'unreachable', says: `The DNS lookup of ${name} failed (${codeOf(error)}).` };
  }
  const [text, ...others] = texts;
  if (text === undefined) return missing(name);
  if (others.length > 0)
    return { kind: 'different', says: `There are several records at ${name}: leave only one.` };
  const { v = 'DKIM1', k = 'rsa', p } = tagsOf(text);
  const isOurs = v === 'DKIM1' && k === key.algorithm && p === key.publicKey;
  return isOurs
    ? { kind: 'found' }
    : { kind: 'different', says: `The record at ${name} belongs to another key.` };
}

const missing = (name: string): RecordState => ({
  kind: 'missing',
  says: `There is no DKIM record at ${name}. DNS may take an hour to show a new one.`,
});

function askSystem(name: string): Promise<string[][]> {
  return createResolver().resolveTxt(name);
}
