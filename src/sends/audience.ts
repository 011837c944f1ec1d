import { LINK_KEY } from '../subscribers/index.ts';

/**
 * Who follows what a send `d` is about. A reader without chosen topics gets everything; one with chosen topics gets what
 * belongs to one of them, so an article of no topic goes to the former only. Topics that are gone do not count as chosen.
 * A letter that names no topic is for everybody.
 */
const FOLLOWS = `(s.topic_ids && d.topic_ids
  or d.kind = 'letter' and d.topic_ids = '{}'
  or not s.topic_ids && array(select t.id from topics t where t.publication_id = d.publication_id))`;

/** Who may be mailed at all: confirmed, of the send's rhythm if it has one, not suppressed here or everywhere (SUP-01). */
const MAY_BE_MAILED = `s.status = 'active' and (d.rhythm is null or s.rhythm = d.rhythm)
  and not exists (select 1 from suppressions x
                   where x.address_hash = s.address_hash and x.publication_id in (0, s.publication_id))`;

/** Ids of the audience of send `:id`; frozen into batches when it is prepared. */
export const AUDIENCE = `
  select s.id from subscribers s join sends d on d.id = :id
   where s.publication_id = d.publication_id and ${MAY_BE_MAILED} and ${FOLLOWS}`;

/** Of the frozen readers `:ids`, those who may be mailed at this very moment (OC-06). */
export const RECIPIENTS = `
  select s.id, s.delivery_address as address, s.name, ${LINK_KEY} as "linkKey" from subscribers s join sends d on d.id = :sendId
   where s.id = any(cast(:ids as bigint[])) and s.publication_id = d.publication_id
     and ${MAY_BE_MAILED} and ${FOLLOWS}`;
