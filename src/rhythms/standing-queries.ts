import { firstRow, type Db } from '../platform/database.ts';
import { MATCHING_KIND } from './debt-queries.ts';
import { JOIN_BUCKET, MARK } from './rhythm.ts';

/** How one reader and one article stand to each other in the books. */
export interface Standing {
  /** When it was decided who gets the article; null: not yet. */
  decidedAt: Date | null;
  /** Not decided yet for this reader. */
  isOpen: boolean;
  /** What is on record for this reader alone, if anything, and why. */
  debt: 'owed' | 'settled' | 'beyond' | null;
  reason: 'rhythm' | 'paused' | 'busy-day' | 'not-sent' | 'followed' | null;
  notedAt: Date | null;
  /** A cap keeps it for the digest that ends the day. */
  isCapped: boolean;
}

/** Undefined when one of them is gone. */
export function findStanding(
  db: Db,
  of: { subscriberId: number; articleId: number },
): Promise<Standing | undefined> {
  return firstRow(
    db,
    `select a.numbered_at as "decidedAt", a.number is null or a.number > ${MARK} as "isOpen",
            o.state as debt, o.reason, o.at as "notedAt",
            exists (select from (select) one join ${MATCHING_KIND}
                      left join digest_buckets e on e.publication_id = s.publication_id and e.rhythm = 'busy-day' and e.time_zone = k.time_zone
                     where k.article_id = a.id and k.number > coalesce(e.cut, 0)) as "isCapped"
       from subscribers s join publications p on p.id = s.publication_id ${JOIN_BUCKET}
       join articles a on a.publication_id = p.id
       left join owed_articles o on o.subscriber_id = s.id and o.article_id = a.id
      where s.id = :subscriberId and a.id = :articleId`,
    of,
  );
}
