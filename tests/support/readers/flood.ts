import type { App } from '../../../src/platform/app.ts';
import { domainHashOf } from '../../../src/subscribers/holds/hold-mails.ts';

interface Flood {
  count: number;
  /** Undefined: every request at a domain of its own. */
  domain?: string;
  /** How long ago they came: spread evenly from now to then. */
  within?: string;
  confirmed?: boolean;
}

/** Requests for confirmation mails, as many sign-ups leave behind. */
export async function flood(
  app: App,
  { count, domain, within = '50 minutes', confirmed = false }: Flood,
): Promise<void> {
  const domainHash = domain === undefined ? null : domainHashOf(app, domain);
  await app.db.raw(
    `insert into confirmation_requests (abuse_hash, domain_hash, mailed, confirmed, at)
     select sha256(n::text::bytea), coalesce(?::bytea, sha256(n::text::bytea)), true, ?,
            now() - n * (?::interval / ?::int)
       from generate_series(1, ?::int) n`,
    [domainHash, confirmed, within, count, count],
  );
}
