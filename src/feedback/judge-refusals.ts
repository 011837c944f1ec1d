import {
  takeProvedBounces,
  takeRefusalGroups,
  type FirstTries,
  type RefusalGroup,
} from '../delivery/index.ts';
import { hasTakenMail } from '../transports/index.ts';
import type { App } from '../platform/app.ts';
import { markAllBounced } from '../subscribers/index.ts';
import { insertEvents } from './returns/event-queries.ts';

/** A send whose row the caller's transaction holds. */
export interface JudgedSend {
  id: number;
  publicationId: number;
  status: string;
}

/** So many readers of one domain, refused in the same words while nobody there is accepted, are no accident. */
const MANY_ALIKE = 5;
/** The same where the domain took others before: that many in a row, to the end. */
const MANY_IN_A_ROW = 20;

/** Stops mail to the mailboxes that are proved not to exist: their domain took mail for somebody who left later (THR-01). */
export async function suppressProved(app: App, send: JudgedSend): Promise<void> {
  await suppressDead(app, send, await takeProvedBounces(app.db, send.id));
}

/**
 * Judges what nothing proves, once everybody was tried. A few mailboxes are taken at the server's word if our own server took
 * mail for anybody; many alike are the sender's fault, and suppress nobody (SMTP-01, SMTP-18).
 * @returns the groups that are the sender's fault.
 */
export async function judgeRefusals(app: App, send: JudgedSend, tries: FirstTries): Promise<RefusalGroup[]> {
  const groups = await takeRefusalGroups(app.db, send.id);
  if (groups.length === 0) return [];
  const isServerGood = tries.hasAccepted || (await hasTakenMail(app.db, send.publicationId));
  const few = groups.filter((group) => !isMany(group));
  const dead = few.flatMap(({ mailboxes, reply }) =>
    mailboxes.map((subscriberId) => ({ subscriberId, reply })),
  );
  if (isServerGood)
    await suppressDead(
      app,
      send,
      dead.toSorted((one, other) => one.subscriberId - other.subscriberId),
    );
  return groups.filter(isMany);
}

/** In the same moment as the suppression, what the server said is written down. */
async function suppressDead(
  app: App,
  { id: sendId, publicationId }: JudgedSend,
  dead: { subscriberId: number; reply: string }[],
): Promise<void> {
  if (dead.length === 0) return;
  await markAllBounced(
    app,
    dead.map((one) => ({ ...one, publicationId, sendId })),
  );
  const bounce = { publicationId, sendId, type: 'bounce' as const, kind: 'hard', reason: 'mailbox' };
  await insertEvents(
    app.db,
    dead.map(({ subscriberId, reply }) => ({
      ...bounce,
      subscriberId,
      status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(reply)?.[0] ?? null,
      says: reply,
      source: 'smtp',
      key: String(sendId),
      at: app.now(),
    })),
  );
}

const isMany = ({ count, hasAccepted }: RefusalGroup) => count >= (hasAccepted ? MANY_IN_A_ROW : MANY_ALIKE);
