import { holdNotices, type Notice } from '../../notices/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { countProven } from '../proofs/proof-queries.ts';
import { ALL_DOMAINS, isForAll, limitOf, NO_DOMAIN, PROVEN_FLOOR } from './hold.ts';
import { insertSpikeWaits } from '../sign-up/wait-queries.ts';
import { insertHold, isSpiking, listHoldsOf, listSpiking, listWaitingMails } from './hold-queries.ts';
import { tellOfHold } from './tell-of-spikes.ts';

/** What the database keeps of a mail domain, to count by it. 16 bytes. */
export function domainHashOf(app: App, domain: string): Buffer {
  return app.keys.derive('domain', domain).subarray(0, 16);
}

/** A mail that may have to wait, by its domain. */
interface Candidate {
  noticeId: number;
  publicationId: number;
  domainHash: Buffer;
}

/**
 * Sets confirmation mails aside while sign-ups spike, at their domain or everywhere (BOMB-02). It is part of the mails'
 * jobs and not of the sign-up, so that the answer and its time tell nothing (ENU-01). A mail whose sign-up came with a proof does
 * not wait (BOMB-04). `letHeldMailsGo` brings them back.
 * @returns ids of those that wait now.
 */
export async function holdWhileSpiking(app: App, notices: Notice[]): Promise<number[]> {
  const mails = await listWaitingMails(
    app.db,
    notices.map(({ id }) => id),
  );
  const open = mails.filter(({ isReleased }) => !isReleased);
  const letsProvenGo = open.some(({ isProven }) => isProven) && (await countProven(app.db)) <= PROVEN_FLOOR;
  const waits = await holdsOf(
    app,
    open
      .filter(({ isProven }) => !(isProven && letsProvenGo))
      .map(({ domain, ...mail }) => ({ ...mail, domainHash: domainHashOf(app, domain) })),
  );
  if (waits.size === 0) return [];
  return inTransaction(app, async ({ db, log }) => {
    const held = await holdNotices(
      db,
      notices.filter(({ id }) => waits.has(id)),
    );
    await insertSpikeWaits(
      db,
      held.flatMap((noticeId) => {
        const domainHash = waits.get(noticeId);
        return domainHash ? [{ noticeId, domainHash }] : [];
      }),
    );
    for (const noticeId of held) log.debug({ event: 'notice.held', noticeId });
    return held;
  });
}

/** The holds that are on for these mails, begun now where there are reasons. By id of the notice. */
async function holdsOf(app: App, mails: Candidate[]): Promise<Map<number, Buffer>> {
  if (mails.length === 0) return new Map();
  const { db } = app;
  const byDomain = new Map(mails.map((mail) => [nameOf(mail.domainHash), mail]));
  const domains = [...byDomain.values()].map(({ domainHash }) => domainHash);
  const on = new Set((await listHoldsOf(db, domains)).map(nameOf));
  const all = nameOf(ALL_DOMAINS);
  const free = domains.filter((hash) => !on.has(nameOf(hash)));
  if (!on.has(all) && free.length > 0) {
    for (const hash of await listSpiking(db, free, limitOf(NO_DOMAIN))) {
      await beginHold(app, hash, byDomain.get(nameOf(hash))?.publicationId ?? 0);
      on.add(nameOf(hash));
    }
    const first = mails.find(({ domainHash }) => !on.has(nameOf(domainHash)));
    if (first && (await isSpiking(db, ALL_DOMAINS, limitOf(ALL_DOMAINS)))) {
      await beginHold(app, ALL_DOMAINS, first.publicationId);
      on.add(all);
    }
  }
  return new Map(
    mails.flatMap(({ noticeId, domainHash }): [number, Buffer][] => {
      if (on.has(nameOf(domainHash))) return [[noticeId, domainHash]];
      return on.has(all) ? [[noticeId, ALL_DOMAINS]] : [];
    }),
  );
}

const nameOf = (hash: Buffer): string => hash.toString('hex');

/** One line for the operator and one alert, by whoever was first. */
async function beginHold(app: App, domainHash: Buffer, publicationId: number): Promise<void> {
  await inTransaction(app, async (inner) => {
    if (!(await insertHold(inner.db, domainHash))) return;
    const isForEverybody = isForAll(domainHash);
    await tellOfHold(inner, publicationId, isForEverybody);
    inner.log.warn({ event: 'sign-ups.spiking', held: isForEverybody ? 'everything' : 'one-domain' });
  });
}
