import { createHash } from 'node:crypto';
import { raiseAlert } from '../alerts/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { hashToken } from '../platform/keys.ts';
import { createCertificates } from './certificates.ts';
import { claimToken, insertEvents } from './event-queries.ts';
import { unknown, type Fact } from './fact.ts';
import { MOST_UNKNOWN_KINDS, PROVIDER_TITLES, PROVIDERS } from './hook.ts';
import {
  changeUnknownKinds,
  findCalledHook,
  markRefusalTold,
  markRefused,
  markSeen,
  type CalledHook,
  type HookRow,
} from './hook-queries.ts';
import { openKeys } from './hook-secrets.ts';
import type { Heard, HookCall, Refusal } from './provider.ts';

/** What becomes of a call. */
export type Received =
  | { kind: 'taken'; answer: Record<string, unknown> }
  | { kind: 'refused'; refusal: Refusal };

export interface HookReceiver {
  /** @returns undefined when nobody has this address. */
  findHook(provider: string, secret: string): Promise<CalledHook | undefined>;
  /** Keeps what a call tells before it is answered; somebody acts on it within seconds. */
  receive(hook: CalledHook, call: HookCall): Promise<Received>;
}

export function createHookReceiver(app: App): HookReceiver {
  const certificateAt = createCertificates(app);
  return {
    findHook: (provider, secret) => findCalledHook(app.db, provider, hashToken(secret)),
    async receive(hook, call) {
      const { id, provider, sealedKeys, topic } = hook;
      const given = { keys: openKeys(app, id, sealedKeys), topic, now: app.now(), certificateAt };
      const judged = await PROVIDERS[provider](call, given);
      const refusal = 'refused' in judged ? judged.refused : await take(app, hook, call, judged);
      if (refusal !== undefined) {
        app.log.warn({ event: 'hook.refused', hookId: id, provider, refusal });
        await noteRefusal(app, hook, refusal);
        return { kind: 'refused', refusal };
      }
      return { kind: 'taken', answer: ('answer' in judged && judged.answer) || {} };
    },
  };
}

/** Bounces and complaints do not come in while every call is refused, so the admins hear of it, once. */
async function noteRefusal(
  app: App,
  { id, publicationId, provider }: CalledHook,
  refusal: Refusal,
): Promise<void> {
  const since = await markRefused(app.db, id, refusal);
  if (since === undefined) return;
  const news = { code: 'hook-refused' as const, params: { provider: PROVIDER_TITLES[provider], refusal } };
  await inTransaction(app, async (inner) => {
    if (await markRefusalTold(inner.db, id)) await raiseAlert(inner, { publicationId, news, since });
  });
}

/** @returns why it is refused after all */
async function take(
  app: App,
  hook: CalledHook,
  { body }: HookCall,
  heard: Heard,
): Promise<Refusal | undefined> {
  if (heard.confirm !== undefined && !(await isVisited(app, heard.confirm))) return 'unreachable';
  return inTransaction(app, async ({ db }) => {
    if (heard.token !== undefined) {
      const token = hashOf(`token ${heard.token}`);
      if (!(await claimToken(db, hook, token, hashOf(body)))) return 'replayed';
    }
    const told = uniqueFacts(heard.facts).map(orUnknown);
    const fresh = await insertEvents(db, hook, told.map(waiting));
    const strange = told.filter(({ type, key }) => type === 'unknown' && fresh.has(key.toString('hex')));
    if (strange.length > 0)
      await changeUnknownKinds(db, hook.id, (known) => withKinds(known, strange, app.now()));
    await markSeen(db, hook.id);
    return undefined;
  });
}

const hashOf = (text: string | Buffer) => createHash('sha256').update(text).digest();

/** Without what changes nothing, and each event once. */
const uniqueFacts = (facts: Fact[]): Fact[] => [
  ...new Map(
    facts.filter(({ type }) => type !== 'nothing').map((fact) => [fact.key.toString('hex'), fact]),
  ).values(),
];

/** What names nobody is of no use, and people should know of it. */
const orUnknown = (fact: Fact): Fact =>
  fact.type === 'unknown' || fact.email !== null || fact.messageId !== null
    ? fact
    : { ...fact, ...unknown(`${fact.type} without an address`) };

/** Of an event that nobody knows, only its key is kept. */
const waiting = ({ key, at, ...fact }: Fact) => ({
  key,
  fact: fact.type === 'unknown' ? null : { ...fact, at: at.toISOString() },
});

function withKinds(known: HookRow['unknownKinds'], strange: Fact[], now: Date): HookRow['unknownKinds'] {
  const counts = new Map(Object.entries(known));
  for (const { kind } of strange)
    counts.set(kind, { count: (counts.get(kind)?.count ?? 0) + 1, lastAt: now.toISOString() });
  const newest = [...counts].toSorted(([, one], [, other]) => other.lastAt.localeCompare(one.lastAt));
  return Object.fromEntries(newest.slice(0, MOST_UNKNOWN_KINDS));
}

/** Tells Amazon SNS that this address wants its messages. */
async function isVisited({ fetch }: App, url: string): Promise<boolean> {
  const result = await fetch(url, { maxBytes: 50_000, timeoutMs: 8000 });
  return result.kind === 'response' && result.response.status === 200;
}
