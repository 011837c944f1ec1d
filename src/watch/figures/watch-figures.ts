import type { App } from '../../platform/app.ts';
import {
  countConfirmationMails,
  listDigestDays,
  listKeysThatEnd,
  listUnmailed,
} from '../../reports/index.ts';
import type { Sighting } from '../incident.ts';
import { openOf } from '../incident-queries.ts';
import { settle } from '../settle.ts';
import { emptyAgainstHabit } from './digest-habit.ts';
import { areBouncing } from './confirmation-share.ts';

/** What the tables tell: articles that were not mailed, digests that stay empty, confirmation mails that come back, keys that end. */
export async function watchFigures(app: App): Promise<void> {
  await settle(app, 'articles-not-mailed', await lookForUnmailed(app));
  await settle(app, 'digests-empty', await lookAtDigests(app));
  await settle(app, 'confirmations-bounce', await lookAtConfirmations(app));
  await settle(app, 'api-key-ends', await lookAtKeys(app));
}

/** An article has an hour beyond its time: a busy machine is late, and nobody wants a mail for that. */
const LATE_MINUTES = 60;
/** After a standstill all is late, for as long as it takes to catch up. */
const TO_CATCH_UP_MINUTES = 4;

async function lookForUnmailed(app: App): Promise<Sighting[]> {
  const open = await openOf(app.db, 'articles-not-mailed', TO_CATCH_UP_MINUTES);
  return (await listUnmailed(app.db, LATE_MINUTES)).map(
    ({ publicationId, timeZone, title, count, dueAt }): Sighting => ({
      publicationId,
      subject: '',
      severity: open.has(`${publicationId} `) ? 'severe' : 'minor',
      params: { title, count, dueAt: dueAt.toISOString(), timeZone },
      since: dueAt,
    }),
  );
}

async function lookAtDigests(app: App): Promise<Sighting[]> {
  const days = Map.groupBy(await listDigestDays(app.db), ({ publicationId, rhythm }) =>
    JSON.stringify([publicationId, rhythm]),
  );
  return [...days.values()].flatMap((of): Sighting[] => {
    const [first] = of;
    const empty = emptyAgainstHabit(of);
    const since = empty[0]?.dueAt;
    if (!first || !since) return [];
    const { publicationId, rhythm, timeZone } = first;
    const params = { rhythm, count: empty.length, since: since.toISOString(), timeZone };
    return [{ publicationId, subject: rhythm, severity: 'minor', params, since }];
  });
}

async function lookAtConfirmations(app: App): Promise<Sighting[]> {
  const open = await openOf(app.db, 'confirmations-bounce');
  return (await countConfirmationMails(app.db))
    .filter((figures) => areBouncing(figures, open.has(`${figures.publicationId} `)))
    .map(({ publicationId, sent, failed, reply }) => ({
      publicationId,
      subject: '',
      severity: 'severe',
      params: { sent, failed, reply },
    }));
}

/** A key has its owner's attention a week before. */
const KEY_DAYS = 7;

async function lookAtKeys(app: App): Promise<Sighting[]> {
  return (await listKeysThatEnd(app.db, KEY_DAYS)).map(({ id, name, publicationId, endsAt }) => ({
    publicationId,
    subject: String(id),
    severity: 'minor',
    params: { name, endsAt: endsAt.toISOString() },
  }));
}
