import { createTransport } from '../../src/delivery/index.ts';
import type { App } from '../../src/platform/app.ts';
import { firstRow } from '../../src/platform/database.ts';

/** Sets up a transport to a mail server. */
export async function addSmtp(app: App, name: string, smtpUrl: string): Promise<void> {
  await createTransport(app, { name, kind: 'smtp', smtpUrl }, 'tests');
}

export async function transportRow(app: App, name: string) {
  return firstRow<{ faults: number; isOpen: boolean; isBlocked: boolean; count: number }>(
    app.db,
    `select faults, is_open as "isOpen", coalesce(blocked_until > now(), false) as "isBlocked", day_count as count
       from transports where name = ?`,
    [name],
  );
}
