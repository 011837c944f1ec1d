import { changedRows, rows, type Db } from '../../platform/database.ts';
import type { ArrivedMail, Heeded, StoredMail } from './inbound-mail.ts';

/** A mail that is a copy of one from the same mailbox is left out. */
export async function insertMails(db: Db, mails: (ArrivedMail & { digest: Buffer })[]): Promise<void> {
  const one = '(?::timestamptz, ?::text, ?::text, ?::text[], ?::text, ?::bytea, ?::bytea)';
  // One by one, because octets within a text would be twice as many.
  await db.raw(
    `insert into inbound_mails (received_at, way, envelope_from, envelope_to, peer, octets, digest)
     select least(coalesce(at, now()), now()), way, envelope_from, envelope_to, peer, octets, digest
       from (values ${mails.map(() => one).join(', ')}) as g (at, way, envelope_from, envelope_to, peer, octets, digest)
     on conflict (digest) where way = 'imap' do nothing`,
    mails.flatMap(({ at, way, from, to, peer, octets, digest }) => [at, way, from, to, peer, octets, digest]),
  );
}

const DUE = `state = 'waiting' and next_try_at <= now()`;

/** Mails to be heeded, the one that waits longest first, for this transaction alone; those that another has are passed over. @param id only this one */
export function claimMails(db: Db, most: number, id: number | null = null): Promise<StoredMail[]> {
  return rows(
    db,
    `select id, received_at as at, way, envelope_from as "from", envelope_to as "to", peer, octets, digest
       from inbound_mails where ${DUE} and (cast(:id as bigint) is null or id = :id)
      order by next_try_at, id limit :most for update skip locked`,
    { most, id },
  );
}

export async function listDueMails(db: Db, most: number): Promise<number[]> {
  const due = await rows<{ id: number }>(
    db,
    `select id from inbound_mails where ${DUE} order by next_try_at, id limit ?`,
    [most],
  );
  return due.map(({ id }) => id);
}

/** Of a mail about nobody of ours, which anybody can send as often as they like: enough to see what it was. Octets. */
const KEPT_OF_STRANGERS = 4096;

export async function markHeeded(db: Db, all: Heeded[]): Promise<void> {
  const heeded = all.map(({ id, kind, deed, subscriberId, about }) => ({
    id,
    kind,
    deed,
    subscriber_id: subscriberId,
    about: about.map((hash) => hash.toString('hex')),
  }));
  await db.raw(
    `update inbound_mails m
        set state = 'heeded', kind = h.kind, deed = h.deed, subscriber_id = h.subscriber_id,
            octets = case when h.subscriber_id is null then substring(m.octets for ${KEPT_OF_STRANGERS}) else m.octets end,
            about = array(select decode(hash, 'hex') from unnest(h.about) hash)
       from json_to_recordset(:heeded) as h (id bigint, kind text, deed text, subscriber_id bigint, about text[])
      where m.id = h.id`,
    { heeded: JSON.stringify(heeded) },
  );
}

/** A mail waits: for its turn, or to be tried again. */
export async function postponeMail(db: Db, id: number, seconds: number): Promise<void> {
  await db.raw('update inbound_mails set next_try_at = now() + make_interval(secs => ?) where id = ?', [
    seconds,
    id,
  ]);
}

/** Tries follow after 5 s, 10 s, 20 s, …, an hour at most; after 20 of them nobody tries any more. */
export async function noteFailedTry(db: Db, id: number): Promise<void> {
  await db.raw(
    `update inbound_mails
        set tries = tries + 1, next_try_at = now() + make_interval(secs => least(3600, 5 * 2 ^ least(tries, 12))),
            state = case when tries + 1 >= 20 then 'failed' else state end
      where id = ? and state = 'waiting'`,
    [id],
  );
}

export async function deleteMails(db: Db, ids: number[]): Promise<void> {
  await db.raw('delete from inbound_mails where id = any(?::bigint[])', [ids]);
}

const KEPT = "interval '30 days'";
/** Of mails about nobody of ours. */
const STRANGERS_KEPT = "interval '3 days'";

/** Returns how many went. */
export function deleteOldMails(db: Db): Promise<number> {
  return changedRows(
    db,
    `delete from inbound_mails
      where received_at < now() - ${KEPT}
         or received_at < now() - ${STRANGERS_KEPT} and state = 'heeded' and subscriber_id is null`,
  );
}

/** Mails that name somebody who was erased (GDPR-02). Returns how many went. */
export function deleteMailsOfErased(db: Db): Promise<number> {
  return changedRows(
    db,
    `delete from inbound_mails m
      where exists (select from suppressions s where s.reason = 'erased' and s.address_hash = any(m.about))`,
  );
}
