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

/** The confirmation of each `leadId` brings these along, too; whom it brought before, `noteRequests` has ended. */
export async function addCompanions(db: Db, companies: Company[]): Promise<void> {
  const asked = companies.flatMap(({ leadId, subscriberIds }) =>
    subscriberIds.map((subscriberId) => ({ lead_id: leadId, subscriber_id: subscriberId })),
  );
  if (asked.length === 0) return;
  await db.raw(
    `insert into sign_up_companions (lead_id, subscriber_id)
     select lead.id, s.id from json_to_recordset(:asked) as a (lead_id bigint, subscriber_id bigint)
       join subscribers lead on lead.id = a.lead_id join subscribers s on s.id = a.subscriber_id
     on conflict do nothing`,
    { asked: JSON.stringify(asked) },
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
