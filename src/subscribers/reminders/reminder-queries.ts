import { rows, type Db } from '../../platform/database.ts';

/** Somebody who signed up a day ago and has not confirmed. */
export interface Unconfirmed {
  id: number;
  publicationId: number;
  deliveryAddress: string;
}

/** What sign-ups and their releases give a link. */
const LINK = "interval '7 days'";

/**
 * Those whose mail a server accepted a day ago, and who never got a reminder. Nobody who is barred, left, or bounced, and
 * nobody whose sign-up is older than three days: an upgrade or a standstill must not wake old ones.
 */
export function listUnconfirmed(db: Db, limit: number): Promise<Unconfirmed[]> {
  return rows(
    db,
    `select s.id, s.publication_id as "publicationId", s.delivery_address as "deliveryAddress"
       from subscribers s join confirmations c on c.subscriber_id = s.id
      where s.status = 'pending' and c.used_at is null
        and c.expires_at - ${LINK} between now() - interval '3 days' and now() - interval '1 day'
        and not exists (select from suppressions p
                         where p.address_hash = s.address_hash and p.publication_id in (0, s.publication_id))
        and exists (select from notices n
                     where n.subscriber_id = s.id and n.kind = 'confirmation' and n.state = 'sent')
        and not exists (select from notices n
                         where n.subscriber_id = s.id
                           and (n.kind = 'reminder'
                                or n.kind = 'confirmation' and n.state <> 'withdrawn'
                                   and coalesce(n.settled_at, now()) > now() - interval '1 day'))
      order by s.created_at limit ?`,
    [limit],
  );
}
