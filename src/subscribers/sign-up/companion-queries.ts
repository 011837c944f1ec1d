import { rows, type Db } from '../../platform/database.ts';
import { sharedQuery } from '../../platform/together.ts';

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

/** Whom one confirmation brings along. */
export interface Company {
  leadId: number;
  subscriberIds: number[];
}

/**
 * The confirmation of each `leadId` brings these along from now on, and nobody else. Two never bring each other: who confirms both
 * links at once would wait for themselves.
 */
export async function setCompanions(db: Db, companies: Company[]): Promise<void> {
  const asked = JSON.stringify(
    companies.map(({ leadId, subscriberIds }) => ({ lead_id: leadId, subscriber_ids: subscriberIds })),
  );
  const of = 'json_to_recordset(:asked) as a (lead_id bigint, subscriber_ids bigint[])';
  await db.raw(
    `delete from sign_up_companions c using ${of}
      where c.lead_id = a.lead_id and not c.subscriber_id = any(a.subscriber_ids)
         or c.subscriber_id = a.lead_id and c.lead_id = any(a.subscriber_ids)`,
    { asked },
  );
  if (companies.every(({ subscriberIds }) => subscriberIds.length === 0)) return;
  await db.raw(
    `insert into sign_up_companions (lead_id, subscriber_id)
     select lead.id, s.id from ${of} join subscribers lead on lead.id = a.lead_id join subscribers s on s.id = any(a.subscriber_ids)
     on conflict do nothing`,
    { asked },
  );
}

/** By the id of the lead. */
export const listCompanions = sharedQuery<number, Companion[]>(async (db, leadIds) => {
  const found = await rows<Companion & { leadId: number }>(
    db,
    `select t.lead_id as "leadId", s.id as "subscriberId", p.id as "publicationId", p.name, s.status = 'active' as "isActive",
            s.status <> 'active' and c.used_at is null as "isOpen"
       from sign_up_companions t
       join subscribers s on s.id = t.subscriber_id
       join publications p on p.id = s.publication_id
       join confirmations c on c.subscriber_id = s.id
      where t.lead_id = any(?::bigint[]) order by p.id`,
    [leadIds],
  );
  const companions = Map.groupBy(found, ({ leadId }) => leadId);
  return leadIds.map((id) =>
    (companions.get(id) ?? []).map(({ leadId: _leadId, ...companion }) => companion),
  );
});

/** Those that it would bring along now. */
export const listOpenCompanions = async (db: Db, leadId: number): Promise<Companion[]> =>
  (await listCompanions(db, leadId)).filter(({ isOpen }) => isOpen);
