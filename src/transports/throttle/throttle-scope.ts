import { domainOf, domainScope, transportScope } from './limit.ts';
import type { Heard, ProcessLimits } from './process-limits.ts';
import type { WarmUpAllowance } from './warm-up-allowance.ts';

/** The limits for everything that goes through a transport. */
export interface Scope {
  limits: ProcessLimits;
  transport: string;
  isSingle: boolean;
  heard: Heard;
}

/** One message may leave now, to this reader. */
export interface Slot<Addressee> {
  reader: Addressee;
  /** What it was taken out of; undefined when nothing was limited. */
  taken?: { at: number; allowance: WarmUpAllowance | undefined; every: number };
}

export const bucketOver = ({ limits, transport }: Scope) => limits.buckets.get(transportScope(transport));
export const bucketTo = ({ limits }: Scope, address: string) =>
  limits.buckets.get(domainScope(domainOf(address)));
