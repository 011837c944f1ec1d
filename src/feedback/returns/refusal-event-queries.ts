import { KINDS_OF_REFUSALS } from '../../delivery/index.ts';
import { rows, type Db } from '../../platform/database.ts';
import type { JudgedSend } from '../judge-refusals.ts';

/**
 * Writes down what servers refused for good while a send was under way, once it is over: one row a message, none for what was
 * accepted. Mailboxes that were found dead have theirs by then (`onceOf` says what tells a repeat).
 * @returns whose refusal may be the reader's.
 */
export async function insertRefusalEvents(db: Db, { id, publicationId }: JudgedSend): Promise<number[]> {
  const added = await rows<{ id: number; kind: string }>(
    db,
    `insert into events (publication_id, subscriber_id, send_id, type, kind, status, reason, says, source, once, at, is_heard)
     select s.publication_id, s.id, m.send_id, 'bounce',
            case when m.state = 'expired' or r.kind = 'reader' then 'soft'
                 when r.kind in ('mailbox', 'sender', 'relay') then 'sender-fault' else 'unknown' end,
            substring(m.reply from '\\m[245]\\.[0-9]{1,3}\\.[0-9]{1,3}\\M'),
            case when m.state = 'expired' then 'expired' else r.kind end, left(coalesce(m.reply, ''), 500), 'smtp',
            substring(sha256(convert_to(format('["smtp","%s",%s,%s]', m.send_id, s.publication_id, s.id), 'UTF8')) for 16), m.at, true
       from messages m join subscribers s on s.id = m.subscriber_id and s.publication_id = :publicationId
       left join ${KINDS_OF_REFUSALS} r on r.subscriber_id = m.subscriber_id
      where m.send_id = :sendId and m.state in ('rejected', 'expired')
     on conflict (once) do nothing
     returning subscriber_id as id, kind`,
    { sendId: id, publicationId },
  );
  return added.flatMap((one) => (one.kind === 'soft' ? [one.id] : []));
}
