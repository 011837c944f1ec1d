import { rows, type Db } from '../../platform/database.ts';

/** A sign-up for another newsletter that one confirmation brings along. */
export interface Companion {
  subscriberId: number;
  publicationId: number;
  /** Of the newsletter. */
  name: string;
  /** Nobody has confirmed it yet. */
  isOpen: boolean;
  isActive: boolean;
}

/**
 * The confirmation of `leadId` brings these along from now on, and nobody else. Two never bring each other: who confirms both
 * links at once would wait for themselves.
 */
export async function setCompanions(db: Db, leadId: number, subscriberIds: number[]): Promise<void> {
  await db.raw(
    `delete from sign_up_companions
      where lead_id = :leadId and not subscriber_id = any(cast(:subscriberIds as bigint[]))
         or subscriber_id = :leadId and lead_id = any(cast(:subscriberIds as bigint[]))`,
    { leadId, subscriberIds },
  );
  if (subscriberIds.length === 0) return;
  await db.raw(
    `insert into sign_up_companions (lead_id, subscriber_id)
     select lead.id, s.id from subscribers lead, subscribers s
      where lead.id = :leadId and s.id = any(cast(:subscriberIds as bigint[]))
     on conflict do nothing`,
    { leadId, subscriberIds },
  );
}

export function listCompanions(db: Db, leadId: number): Promise<Companion[]> {
  return rows(
    db,
    `select s.id as "subscriberId", p.id as "publicationId", p.name, s.status = 'active' as "isActive",
            s.status <> 'active' and c.used_at is null as "isOpen"
       from sign_up_companions t
       join subscribers s on s.id = t.subscriber_id
       join publications p on p.id = s.publication_id
       join confirmations c on c.subscriber_id = s.id
      where t.lead_id = ? order by p.id`,
    [leadId],
  );
}

/** Those that it would bring along now. */
export const listOpenCompanions = async (db: Db, leadId: number): Promise<Companion[]> =>
  (await listCompanions(db, leadId)).filter(({ isOpen }) => isOpen);
