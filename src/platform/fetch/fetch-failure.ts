import type { FetchFailure } from './fetch.ts';

/** A fetch that the guard itself ended. */
export class FetchRefused extends Error {
  readonly refusal: FetchFailure;

  constructor(refusal: FetchFailure) {
    super(refusal);
    this.name = 'FetchRefused';
    this.refusal = refusal;
  }
}

/** Sorts whatever ended a fetch into our few kinds. */
export function failureOf(error: unknown): FetchFailure {
  if (error instanceof FetchRefused) return error.refusal;
  if (error instanceof AggregateError) return failureOf(error.errors[0]);
  const { name = '', code = '' } = error as { name?: string; code?: unknown };
  const text = String(code);
  if (/TIMEOUT|ETIMEDOUT/.test(text) || name === 'TimeoutError') return 'timeout';
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(text)) return 'dns';
  if (/^(HPE_|Z_|ERR__ERROR|ERR_BROTLI|ERR_INVALID|UND_ERR_HEADERS_OVERFLOW|UND_ERR_INVALID)/.test(text))
    return 'bad-response';
  return 'connection';
}
