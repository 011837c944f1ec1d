/** How long this process may still send on its lease, by the monotonic clock. */
export interface LeaseClock {
  /** @param at before the statement that renewed it; `performance.now()`. */
  renewed(at: number): void;
  /** Well before the lease ends: a worker that cannot renew it must not send. */
  isSafe(): boolean;
  isRenewalDue(): boolean;
}

const SAFE_SHARE = 0.7;
const RENEWAL_SHARE = 0.25;
/** A statement at least this often also tells, within two seconds, that the send was paused or cancelled. */
const LONGEST_SILENCE_SECONDS = 1;

/** Runs from now. */
export function startLeaseClock(leaseSeconds: number): LeaseClock {
  let renewedAt = performance.now();
  const seconds = () => (performance.now() - renewedAt) / 1000;
  return {
    renewed(at) {
      renewedAt = at;
    },
    isSafe: () => seconds() < leaseSeconds * SAFE_SHARE,
    isRenewalDue: () => seconds() > Math.min(leaseSeconds * RENEWAL_SHARE, LONGEST_SILENCE_SECONDS),
  };
}
