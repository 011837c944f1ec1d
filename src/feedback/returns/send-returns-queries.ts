import { rows, type Db } from '../../platform/database.ts';
import type { ReturnType } from './returned.ts';

/** A domain is named from so many readers on, so that no figure is about one person (GDPR-02). */
const NAMED_FROM = 5;

/** What came back of a send after a server had taken it, alike in type, kind and reason. */
export interface ReturnGroup {
  type: ReturnType;
  kind: string;
  reason: string | null;
  /** Readers. */
  count: number;
  /** The domain that most of them have, and how many; null when few have it. */
  domain: string | null;
  domainCount: number;
  /** What a server said to most of them; what a person wrote is told to nobody here. */
  says: string | null;
}

/** The largest groups. What tells of no trouble is left out: delays, notes of absence and the like. */
export function listReturnGroups(db: Db, sendId: number): Promise<ReturnGroup[]> {
  return rows(
    db,
    `with found as (
       select e.type, e.kind, e.reason, e.says, e.subscriber_id as id, coalesce(split_part(s.email, '@', 2), '') as domain
         from events e left join subscribers s on s.id = e.subscriber_id
        where e.send_id = :sendId and e.source <> 'smtp' and e.type in ('bounce', 'complaint')
          and e.kind not in ('delayed', 'success', 'auto-reply', 'challenge')
     ), by_domain as (
       select type, kind, reason, domain, count(distinct id)::int as count,
              row_number() over (partition by type, kind, reason order by count(distinct id) desc, domain) as place
         from found group by 1, 2, 3, 4)
     select f.type, f.kind, f.reason, count(distinct f.id)::int as count,
            max(case when d.count >= ${NAMED_FROM} and d.domain <> '' then d.domain end) as domain,
            coalesce(max(case when d.count >= ${NAMED_FROM} and d.domain <> '' then d.count end), 0) as "domainCount",
            nullif(mode() within group (order by f.says) filter (where f.type = 'bounce'), '') as says
       from found f
       join by_domain d on d.type = f.type and d.kind = f.kind and d.reason is not distinct from f.reason and d.place = 1
      group by 1, 2, 3 order by 4 desc, 1, 2, 3 limit 20`,
    { sendId },
  );
}

export interface ReaderReturn {
  type: ReturnType;
  kind: string;
  says: string;
  at: Date;
}

/** What came back of one message after a server had taken it, the first first. */
export function listReaderReturns(db: Db, sendId: number, subscriberId: number): Promise<ReaderReturn[]> {
  return rows(
    db,
    `select type, kind, says, at from events
      where send_id = ? and subscriber_id = ? and type in ('bounce', 'complaint') and source <> 'smtp' order by at, id limit 10`,
    [sendId, subscriberId],
  );
}
