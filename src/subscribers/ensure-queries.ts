import { bytesOf, preparedRows, type Db } from '../platform/database.ts';
import type { Choices, SubscriberStatus } from './subscriber.ts';
import { LIFTED_BY_PERSON } from './suppressions/suppression-queries.ts';

export interface NewSubscriber extends Choices {
  publicationId: number;
  status: 'pending' | 'active';
  email: string;
  deliveryAddress: string;
  addressHash: Buffer;
  /** The address's hash under every live secret. */
  allHashes: Buffer[];
  source: string;
  confirmedAt: Date | null;
  /** Whether they can be asked to confirm now. */
  mayAsk: boolean;
}

/** Undefined for an address that only an operator may let in again. */
export type Ensured = { id: number; status: SubscriberStatus; isNew: boolean } | undefined;

/** As `ensureSubscribers`, for one. */
export const ensureSubscriber = async (db: Db, input: NewSubscriber): Promise<Ensured> =>
  (await ensureSubscribers(db, [input]))[0];

/**
 * The subscribers with these addresses, made when there are none yet; one that exists is left as it is, but one who gets no mail
 * because the address bounced, perhaps in another newsletter, is `bounced` here, too: that they want it again they confirm.
 * One that bounced or was erased may come back (SUP-04). In the order of what was asked, each address once for a newsletter.
 */
export async function ensureSubscribers(db: Db, inputs: NewSubscriber[]): Promise<Ensured[]> {
  const found = await preparedRows<NonNullable<Ensured> & { publicationId: number; email: string }>(
    db,
    `with asked as materialized (
       select * from json_to_recordset(:asked) as a (
         publication_id bigint, status text, email text, delivery_address text, address_hash bytea, all_hashes bytea[],
         name text, topic_ids bigint[], rhythm text, local_hour smallint, busy_day_cap int, time_zone text, language text,
         source text, confirmed_at timestamptz, may_ask boolean))
     insert into subscribers (publication_id, status, email, delivery_address, address_hash, name, topic_ids, rhythm,
                              rhythm_chosen_at, local_hour, busy_day_cap, time_zone, language, source, confirmed_at, mark, mark_run, ways_changed_at)
     select p.id, a.status, a.email, a.delivery_address, a.address_hash, a.name, a.topic_ids,
            coalesce(a.rhythm, p.default_rhythm), case when a.rhythm is not null then now() end,
            a.local_hour, a.busy_day_cap, a.time_zone, a.language, a.source, a.confirmed_at, p.last_number, p.last_run, now()
       from asked a join publications p on p.id = a.publication_id
      where not exists (select from suppressions x
                         where x.address_hash = any(a.all_hashes) and x.publication_id in (0, a.publication_id)
                           and x.reason not in ${LIFTED_BY_PERSON})
     on conflict (publication_id, email) do update
       set status = case when subscribers.status = 'active' and exists (
                           select from asked a join suppressions x
                                    on x.address_hash = any(a.all_hashes) and x.publication_id in (0, a.publication_id)
                            where a.publication_id = excluded.publication_id and a.email = excluded.email and a.may_ask)
                         then 'bounced' else subscribers.status end
     returning id, publication_id as "publicationId", email, status, (xmax = 0) as "isNew"`,
    { asked: JSON.stringify(inputs.map(newRow)) },
  );
  const byAddress = new Map(found.map((one) => [`${one.publicationId} ${one.email}`, one]));
  return inputs.map(({ publicationId, email }) => {
    const one = byAddress.get(`${publicationId} ${email}`);
    return one && { id: one.id, status: one.status, isNew: one.isNew };
  });
}

const newRow = (of: NewSubscriber) => ({
  publication_id: of.publicationId,
  status: of.status,
  email: of.email,
  delivery_address: of.deliveryAddress,
  address_hash: bytesOf(of.addressHash),
  all_hashes: of.allHashes.map(bytesOf),
  name: of.name,
  topic_ids: of.topicIds,
  rhythm: of.rhythm,
  local_hour: of.localHour,
  busy_day_cap: of.busyDayCap,
  time_zone: of.timeZone,
  language: of.language,
  source: of.source,
  confirmed_at: of.confirmedAt,
  may_ask: of.mayAsk,
});
