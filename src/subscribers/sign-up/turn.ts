import { bytesOf } from '../../platform/database.ts';
import { NETWORK_STEPS, type NetworkStep } from '../../platform/fetch/network.ts';

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

/** A person gets at most one confirmation mail in this time; a second one waits (BOMB-01). */
export const MAIL_EVERY_MINUTES = 15;

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

/** What it has in common with others that must not be judged at the same time. */
export const hashesOf = ({ abuseHash, networks }: Turn): Buffer[] => [
  abuseHash,
  ...NETWORK_STEPS.flatMap((step) => networks[step] ?? []),
];

/** For statements that take many apart (`json_to_recordset`): as `TURN_COLUMNS`. */
export const turnRow = ({ abuseHash, domainHash, networks, cost }: Turn) => ({
  abuse_hash: bytesOf(abuseHash),
  domain_hash: bytesOf(domainHash),
  network_hash: bytesOf(networks.network),
  site_hash: bytesOf(networks.site),
  block_hash: bytesOf(networks.block),
  cost,
});

export const TURN_COLUMNS =
  'abuse_hash bytea, domain_hash bytea, network_hash bytea, site_hash bytea, block_hash bytea, cost int';
