import type { App } from '../platform/app.ts';
import { listRunningImports } from './imports/queries.ts';
import { listOpenMails } from './system-mail-queries.ts';

/** Jobs for all mails to people who signed up that wait, after they were lost. @returns how many. */
export async function requeueMails({ db, jobs }: App): Promise<number> {
  const open = await listOpenMails(db);
  for (const { subscriberId, kind } of open) await jobs.add(db, `mail.${kind}`, { subscriberId });
  return open.length;
}

/** The same for lists that are being taken in. */
export async function requeueImports({ db, jobs }: App): Promise<number> {
  const running = await listRunningImports(db);
  for (const importId of running) await jobs.add(db, 'import.run', { importId });
  return running.length;
}
