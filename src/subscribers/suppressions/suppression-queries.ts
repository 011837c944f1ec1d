import { bytesOf, firstRow, rows, type Db } from '../../platform/database.ts';

/** `unsubscribed`: a list from elsewhere said that the person left. */
export type SuppressionReason =
  | 'never-again'
  | 'bounced'
  | 'complained'
  | 'erased'
  | 'operator'
  | 'unsubscribed';

/** Scope of a suppression that holds for every publication. */
export const EVERYWHERE = 0;

/** These the person lifts by signing up and confirming (SUP-04); the others take an operator. */
export const LIFTED_BY_PERSON = `('bounced', 'unsubscribed', 'erased')`;

export const isLiftedByPerson = (reason: SuppressionReason): boolean =>
  reason === 'bounced' || reason === 'unsubscribed' || reason === 'erased';

/** The higher, the stronger. */
const strength = (reason: string) =>
  `(case ${reason} when 'bounced' then 0 when 'unsubscribed' then 1 when 'erased' then 2 else 3 end)`;

/**
 * Keeps addresses from being mailed (SUP-02). A weaker reason gives way to a stronger one, never the other way round.
 * @param hashes keyed hashes under every live secret. @param sendId the send that it was found out by.
 */
export async function suppress(
  db: Db,
  hashes: Buffer[],
  publicationId: number,
  reason: SuppressionReason,
  source: string,
  sendId: number | null = null,
): Promise<void> {
  await db.raw(
    `insert into suppressions (address_hash, publication_id, reason, source, send_id)
     select hash, ?, ?, ?, cast(? as bigint) from unnest(?::bytea[]) as hash
     on conflict (address_hash, publication_id)
     do update set reason = excluded.reason, source = excluded.source, send_id = excluded.send_id, created_at = now()
      where ${strength('suppressions.reason')} < ${strength('excluded.reason')}`,
    [publicationId, reason, source, sendId, hashes],
  );
}

/** Keeps many mailboxes that do not exist from being mailed, as `suppress` does. @param bounced none of which share a hash. */
export async function suppressBounced(
  db: Db,
  bounced: { hashes: Buffer[]; source: string; sendId: number | null }[],
): Promise<void> {
  const all = bounced
    .flatMap(({ hashes, source, sendId }) =>
      hashes.map((hash) => ({ hash: bytesOf(hash), source, send_id: sendId })),
    )
    .toSorted((one, other) => (String(one.hash) < String(other.hash) ? -1 : 1));
  await db.raw(
    `insert into suppressions (address_hash, publication_id, reason, source, send_id)
     select hash, :everywhere, 'bounced', source, send_id
       from json_to_recordset(:all) as b (hash bytea, source text, send_id bigint)
     on conflict (address_hash, publication_id) do nothing`,
    { all: JSON.stringify(all), everywhere: EVERYWHERE },
  );
}

/** The reason that keeps this address out, the strongest first; undefined when it may be mailed. */
export async function findSuppression(
  db: Db,
  hashes: Buffer[],
  publicationId: number,
): Promise<SuppressionReason | undefined> {
  const row = await firstRow<{ reason: SuppressionReason }>(
    db,
    `select reason from suppressions where address_hash = any(?::bytea[]) and publication_id in (0, ?)
      order by ${strength('reason')} desc limit 1`,
    [hashes, publicationId],
  );
  return row?.reason;
}

/**
 * A person who confirmed afresh may be mailed by this publication again, whether mail bounced, a list said that they left, or they were erased (SUP-04). After
 * an erasure the other publications stay forbidden, so that no list brings them back there. Returns what was lifted.
 */
export async function liftByPerson(
  db: Db,
  hashes: Buffer[],
  publicationId: number,
): Promise<SuppressionReason[]> {
  const lifted = await rows<{ reason: SuppressionReason }>(
    db,
    `with lifted as (
       delete from suppressions
        where address_hash = any(:hashes::bytea[]) and publication_id in (0, :publicationId)
          and reason in ${LIFTED_BY_PERSON}
       returning *),
     elsewhere as (
       insert into suppressions (address_hash, publication_id, reason, source, created_at)
       select l.address_hash, p.id, l.reason, l.source, l.created_at from lifted l cross join publications p
        where l.publication_id = 0 and l.reason = 'erased' and p.id <> :publicationId
       on conflict (address_hash, publication_id) do nothing)
     select distinct reason from lifted`,
    { hashes, publicationId },
  );
  return lifted.map(({ reason }) => reason);
}

export interface Suppression {
  /** How the address's keyed hash begins: enough to tell two apart, of no use to find an address. */
  key: string;
  /** Of a subscriber with this address; null when none is stored. */
  email: string | null;
  reason: SuppressionReason;
  /** Slug; null: everywhere. */
  publication: string | null;
  source: string;
  since: Date;
}

const SHOWN = `encode(substring(x.address_hash for 6), 'hex') as key, x.reason, x.source, x.created_at as since,
  (select slug from publications p where p.id = x.publication_id) as publication`;

/** The newest first. @param hashes of one address; undefined: of all. */
export function listSuppressions(
  db: Db,
  filter: { hashes?: Buffer[] | undefined; reason?: string | undefined; limit: number },
): Promise<Suppression[]> {
  const { hashes = null, reason = null, limit } = filter;
  return rows(
    db,
    `with wanted as materialized (
       select * from suppressions x
        where (cast(:hashes as bytea[]) is null or x.address_hash = any(cast(:hashes as bytea[])))
          and (cast(:reason as text) is null or x.reason = :reason)
        order by x.created_at desc, x.address_hash limit :limit),
     known as (
       select distinct on (address_hash) address_hash, email from subscribers
        where address_hash in (select address_hash from wanted) order by address_hash, id)
     select ${SHOWN}, known.email from wanted x left join known using (address_hash)
      order by x.created_at desc, x.address_hash`,
    { hashes, reason, limit },
  );
}

/** Removes everything that keeps these addresses from being mailed; returns what that was. */
export function deleteSuppressions(db: Db, hashes: Buffer[]): Promise<Omit<Suppression, 'email'>[]> {
  return rows(db, `delete from suppressions x where address_hash = any(?::bytea[]) returning ${SHOWN}`, [
    hashes,
  ]);
}

/**
 * Takes back what a send suppressed. Earlier versions did not note by which; theirs are known by the server's words.
 * @returns the readers who were suppressed, in every publication.
 */
export async function deleteSuppressionsOfSend(db: Db, sendId: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `with lifted as (
       delete from suppressions x
        where x.reason = 'bounced' and (x.send_id = :sendId or x.send_id is null and exists (
              select from messages m join subscribers s on s.id = m.subscriber_id
               where m.send_id = :sendId and m.state = 'rejected' and s.address_hash = x.address_hash
                 and left(m.reply, 200) = x.source))
       returning x.address_hash, x.publication_id)
     select s.id from subscribers s
      where s.address_hash in (select address_hash from lifted)
        and not exists (select from suppressions x
                         where x.address_hash = s.address_hash and x.publication_id in (0, s.publication_id)
                           and (x.address_hash, x.publication_id) not in (select address_hash, publication_id from lifted))
      order by s.id`,
    { sendId },
  );
  return found.map(({ id }) => id);
}

/** Takes back one reason, as long as no stronger one has replaced it. */
export async function deleteSuppression(db: Db, hashes: Buffer[], reason: SuppressionReason): Promise<void> {
  await db.raw(
    'delete from suppressions where address_hash = any(?::bytea[]) and publication_id = 0 and reason = ?',
    [hashes, reason],
  );
}
