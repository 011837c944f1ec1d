import type { App } from '../../../src/platform/app.ts';
import { firstRow } from '../../../src/platform/database.ts';
import { planDigests } from '../../../src/planning/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { change } from './digests.ts';
import { makeReaders } from './sends.ts';

/** A reader of each day, and the digest that is planned for them. */
export async function planDaily(
  app: App,
  publication: Publication,
): Promise<{ readerId: number; sendId: number }> {
  const [readerId = 0] = await makeReaders(app, publication, 1);
  await change(app, publication, readerId, { rhythm: 'daily' });
  await planDigests(app);
  return { readerId, sendId: await plannedDigest(app, publication, 'daily') };
}

/** The send of the next digest of a rhythm at the publication's time. */
async function plannedDigest(app: App, publication: Publication, rhythm: string): Promise<number> {
  const found = await firstRow<{ id: number }>(
    app.db,
    `select d.id from sends d join digest_runs r on r.send_id = d.id
      where d.publication_id = ? and r.rhythm = ? and r.time_zone = '' and r.local_hour = -1
        and d.status = 'scheduled' and d.prepared_at is null order by d.id limit 1`,
    [publication.id, rhythm],
  );
  return found?.id ?? 0;
}
