import { rows, type Db } from '../platform/database.ts';
import type { Send, SendStatus } from './send.ts';

/** Another send of the publication with the same subject. */
interface Namesake {
  id: number;
  status: SendStatus;
  /** When it began, or when it is to begin. */
  at: Date;
  minutesAgo: number;
}

const FOLDED = (column: string) => `lower(regexp_replace(trim(${column}), '\\s+', ' ', 'g'))`;

/** A little less than a week: what goes out every week under one name is no repetition. */
const LATELY = `interval '6 days 12 hours'`;

/** Sends that went out lately, or are to go out, under the subject of this one; the latest first. */
export function findNamesakes(
  db: Db,
  { publicationId, id, subject }: Pick<Send, 'publicationId' | 'id' | 'subject'>,
): Promise<Namesake[]> {
  return rows(
    db,
    `select id, status, coalesce(started_at, scheduled_at) as at,
            floor(extract(epoch from now() - coalesce(started_at, scheduled_at)) / 60)::int as "minutesAgo"
       from sends
      where publication_id = :publicationId and id <> :id and ${FOLDED('subject')} = ${FOLDED('cast(:subject as text)')}
        and (started_at > now() - ${LATELY} or status in ('scheduled', 'preparing') and scheduled_at is not null)
        and (status <> 'cancelled' or started_at is not null)
      order by coalesce(started_at, scheduled_at) desc limit 5`,
    { publicationId, id, subject },
  );
}
