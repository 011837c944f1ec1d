import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';

/** So many faults in a row open the circuit: the next transport takes over. */
const FAULTS_TO_OPEN = 3;
/** Nobody else tries meanwhile; longer than the trial may take. */
const TRIAL_SECONDS = 60;

/** How long a transport is left alone after a fault: the first time, and at most. */
export interface BackOff {
  firstSeconds: number;
  longestSeconds: number;
}
export const BACK_OFF: BackOff = { firstSeconds: 2, longestSeconds: 60 };

export const FAULTLESS = `faults = 0, last_fault = null, blocked_until = null, is_circuit_open = false, faulty_since = null, told_at = null`;
const PAUSE = `make_interval(secs => least(:longestSeconds, :firstSeconds * power(2, faults)) * (0.75 + random() / 2))`;

/**
 * All processes leave the transport alone for a while, a little longer with each fault in a row. Faults that came while it
 * was left alone belong to the same trouble. @returns undefined for these; else whether the circuit is open now.
 */
export async function noteFault(
  db: Db,
  name: string,
  reply: string,
  backOff: BackOff = BACK_OFF,
): Promise<{ isCircuitOpen: boolean } | undefined> {
  return firstRow(
    db,
    `update transports
        set faults = least(faults + 1, 20), last_fault = :reply, blocked_until = now() + ${PAUSE},
            faulty_since = coalesce(faulty_since, now()), is_circuit_open = is_circuit_open or faults + 1 >= ${FAULTS_TO_OPEN}
      where name = :name and (blocked_until is null or blocked_until <= now())
     returning is_circuit_open as "isCircuitOpen"`,
    { name, reply, ...backOff },
  );
}

/** It took a message: all is well. @returns whether that is news. */
export async function noteSuccess(db: Db, name: string): Promise<boolean> {
  const changed = await changedRows(db, `update transports set ${FAULTLESS} where name = ? and faults > 0`, [
    name,
  ]);
  return changed > 0;
}

const OUTAGE_MINUTES = 10;

/** Notes that the admins hear of a fault that lasts long. @returns false when it is too young, over, or known to them. */
export async function markTold(db: Db, name: string): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update transports set told_at = now()
      where name = ? and faults > 0 and told_at is null and faulty_since <= now() - interval '${OUTAGE_MINUTES} minutes'`,
    [name],
  );
  return changed > 0;
}

/** Names of transports whose circuit is open and whose time to be tried has come; each for one process alone. */
export async function claimTrials(db: Db): Promise<string[]> {
  const due = await rows<{ name: string }>(
    db,
    `update transports set blocked_until = now() + interval '${TRIAL_SECONDS} seconds'
      where is_circuit_open and blocked_until <= now() returning name`,
  );
  return due.map(({ name }) => name);
}

/** Mail may go over it again; its faults stay counted, so that the next one opens the circuit at once. */
export async function closeCircuit(db: Db, name: string): Promise<void> {
  await db.raw(
    'update transports set is_circuit_open = false, blocked_until = null where name = ? and is_circuit_open',
    [name],
  );
}

export async function prolongCircuit(
  db: Db,
  name: string,
  reply: string,
  backOff: BackOff = BACK_OFF,
): Promise<void> {
  await db.raw(
    `update transports set faults = least(faults + 1, 20), last_fault = :reply, blocked_until = now() + ${PAUSE}
      where name = :name and is_circuit_open`,
    { name, reply, ...backOff },
  );
}
