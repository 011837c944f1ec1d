import { firstRow, rows, type Db } from '../../platform/database.ts';
import { NotFound } from '../../platform/errors.ts';
import type { StoredMail } from './inbound-mail.ts';

export const MAIL_STATES = ['waiting', 'heeded', 'failed'] as const;

/** A stored mail as people look at it. */
export interface InboundMail extends Omit<StoredMail, 'octets' | 'digest' | 'peer'> {
  state: (typeof MAIL_STATES)[number];
  /** How often it was tried in vain. */
  tries: number;
  /** As \`understandMail\` says; null: nobody has looked at it yet. */
  kind: string | null;
  /** What followed. */
  deed: string | null;
  subscriberId: number | null;
  /** Of what is kept. */
  bytes: number;
}

const COLUMNS = `id, received_at as at, way, envelope_from as "from", envelope_to as "to", state, tries, kind, deed,
  subscriber_id as "subscriberId", length(octets) as bytes`;

/** The newest first. @param before only mails that came before this one */
export function listInboundMails(
  db: Db,
  {
    state,
    kind,
    before,
    limit,
  }: { state?: string | undefined; kind?: string | undefined; before?: number | undefined; limit: number },
): Promise<InboundMail[]> {
  return rows(
    db,
    `select ${COLUMNS} from inbound_mails
      where (cast(:state as text) is null or state = :state) and (cast(:kind as text) is null or kind = :kind)
        and (cast(:before as bigint) is null or id < :before)
      order by id desc limit :limit`,
    { state: state ?? null, kind: kind ?? null, before: before ?? null, limit },
  );
}

/** @throws NotFound */
export async function getInboundMail(db: Db, id: number): Promise<InboundMail & { octets: Buffer }> {
  const found = await firstRow<InboundMail & { octets: Buffer }>(
    db,
    `select ${COLUMNS}, octets from inbound_mails where id = ?`,
    [id],
  );
  if (!found) throw new NotFound(`The mail ${id}`);
  return found;
}
