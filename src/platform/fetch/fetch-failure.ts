import type { FetchFailure } from './fetch.ts';

type Refusal = FetchFailure | 'bad-url';

/** A fetch that the guard itself ended. */
export class FetchRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.name = 'FetchRefused';
    this.refusal = refusal;
  }
}

const SENTENCES: Record<Refusal, string> = {
  'bad-url':
    'This is not a web address that can be fetched: it must begin with https:// or http:// and hold no password.',
  'forbidden-address':
    'This address may not be fetched: only public servers on the usual web ports are. If it is yours, name its host in FETCH_ALLOW.',
  dns: 'The name of the server is not known.',
  connection: 'The server could not be reached, or it closed the connection.',
  timeout: 'The server took too long to answer.',
  'too-large': 'The answer is larger than allowed.',
  'too-many-redirects': 'The address redirects too many times.',
  'bad-response': 'The answer of the server could not be read.',
};

/** Sorts whatever ended a fetch into our few kinds, with a sentence for an editor. */
export function failureOf(error: unknown): { failure: FetchFailure; message: string } {
  const refusal = refusalOf(error);
  return {
    failure: refusal === 'bad-url' ? 'forbidden-address' : refusal,
    message: SENTENCES[refusal],
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof FetchRefused) return error.refusal;
  if (error instanceof AggregateError) return refusalOf(error.errors[0]);
  const { name = '', code = '' } = error as { name?: string; code?: unknown };
  const text = String(code);
  if (/TIMEOUT|ETIMEDOUT/.test(text) || name === 'TimeoutError') return 'timeout';
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(text)) return 'dns';
  if (/^(HPE_|Z_|ERR__ERROR|ERR_BROTLI|ERR_INVALID|UND_ERR_HEADERS_OVERFLOW|UND_ERR_INVALID)/.test(text))
    return 'bad-response';
  return 'connection';
}
