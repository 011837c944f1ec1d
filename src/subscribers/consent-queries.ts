import { firstRow, rows, type Db } from '../platform/database.ts';
import { sharedQuery } from '../platform/together.ts';
import type { Evidence } from './subscriber.ts';

export type ConsentKind =
  | 'requested'
  | 'mail-accepted'
  | 'confirmed'
  | 'imported'
  | 'unsubscribed'
  | 'resubscribed'
  | 'changed'
  | 'address-asked'
  | 'address-changed'
  | 'address-restored'
  | 'erased';

/** One append-only line of proof (CON-01). */
export interface ConsentRecord {
  id: number;
  at: Date;
  kind: ConsentKind;
  channel: string;
  /** What was shown, word for word. */
  consentText: string | null;
  language: string | null;
  source: string | null;
  ip: string | null;
  userAgent: string | null;
  details: Record<string, unknown>;
}

interface NewConsentRecord extends Evidence {
  publicationId: number;
  subscriberId: number;
  kind: ConsentKind;
  consentText?: string;
  language?: string | null;
  source?: string;
}

export const insertConsentRecord = sharedQuery<NewConsentRecord, void>(async (db, records) => {
  await db.raw(
    `insert into consent_records (publication_id, subscriber_id, kind, channel, consent_text, language, source, ip,
                                  user_agent, details)
     select publication_id, subscriber_id, kind, channel, consent_text, language, source, ip, user_agent, details
       from json_to_recordset(:records) as r (publication_id bigint, subscriber_id bigint, kind text, channel text, consent_text text,
                                              language text, source text, ip text, user_agent text, details jsonb)`,
    { records: JSON.stringify(records.map(recordRow)) },
  );
  return records.map(() => undefined);
});

const recordRow = (of: NewConsentRecord) => ({
  publication_id: of.publicationId,
  subscriber_id: of.subscriberId,
  kind: of.kind,
  channel: of.channel,
  consent_text: of.consentText,
  language: of.language,
  source: of.source,
  ip: of.ip,
  user_agent: of.userAgent,
  details: of.details ?? {},
});

/** Those of a reader, the oldest first; the records of imported readers lie many in one row of `import_consents`. */
export function listConsentRecords(db: Db, subscriberId: number): Promise<ConsentRecord[]> {
  return rows(
    db,
    `with records as (
       select id, at, kind, channel, consent_text, language, source, ip, user_agent, details, import_id, import_line,
              consented_at
         from consent_records where subscriber_id = :subscriberId
       union all
       select c.id, c.at, 'imported', i.channel, null, null, null, null, null, '{}',
              case when c.lines[place] is not null then c.import_id end, c.lines[place], c.consented_at[place]
         from import_consents c join imports i on i.id = c.import_id
         cross join lateral array_position(c.subscriber_ids, :subscriberId::bigint) as place
        where :subscriberId between c.first_subscriber_id and c.last_subscriber_id and place is not null)
     select r.id, r.at, r.kind, r.channel, r.consent_text as "consentText", r.language,
            coalesce(r.source, i.consent_source) as source, r.ip, r.user_agent as "userAgent",
            case when i.id is null then r.details
                 else r.details || jsonb_strip_nulls(jsonb_build_object('importId', i.id, 'line', r.import_line,
                                                                       'caller', i.caller, 'consentAt', r.consented_at))
             end as details
       from records r left join imports i on i.id = r.import_id order by r.id`,
    { subscriberId },
  );
}

/** When the latest mail of this kind of notice was accepted by a mail server. */
export async function findMailAcceptedAt(
  db: Db,
  subscriberId: number,
  notice: 'confirmation' | 'new-address' = 'confirmation',
): Promise<Date | undefined> {
  const row = await firstRow<{ at: Date }>(
    db,
    `select at from consent_records
      where subscriber_id = ? and kind = 'mail-accepted' and channel = ? order by id desc limit 1`,
    [subscriberId, notice],
  );
  return row?.at;
}

/** What two rows of one person have on record becomes one story. */
export async function moveConsentRecords(db: Db, fromId: number, toId: number): Promise<void> {
  await db.raw('update consent_records set subscriber_id = ? where subscriber_id = ?', [toId, fromId]);
}
