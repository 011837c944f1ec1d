import type { NetworkStep } from '../../platform/fetch/network.ts';

/** Keyed hashes of the networks a mail was asked for from; null or nothing where none is counted. */
export type NetworkHashes = Partial<Record<NetworkStep, Buffer | null>>;

/** Whom a confirmation mail counts for. */
export interface Turn {
  /** Keyed hash of who is probably behind the address. */
  abuseHash: Buffer;
  domainHash: Buffer;
  networks: NetworkHashes;
  cost: number;
}

/** Whose limit is reached. */
export type WaitsFor = 'person' | 'network';

/**
 * Mails an hour and a day to people whom a network signed up and who have not confirmed (BOMB-02). The widest stays far
 * below what holds everybody's mails (`hold.ts`), so that no flood from one place does.
 */
export const ROOM: Record<NetworkStep, { perHour: number; perDay: number }> = {
  network: { perHour: 5, perDay: 20 },
  site: { perHour: 20, perDay: 80 },
  block: { perHour: 100, perDay: 400 },
};

/** For statements. */
export const networkKeys = ({ network, site, block }: NetworkHashes) => ({
  networkHash: network ?? null,
  siteHash: site ?? null,
  blockHash: block ?? null,
});
