import { z } from 'zod';
import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import type { Db } from '../../platform/database.ts';
import { NotFound } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { listLimits, saveLimit } from './limit-queries.ts';
import { findTransportSettings } from '../transport-queries.ts';
import { domainScope, LEAST_PER_SECOND, transportScope, type SendLimit } from './limit.ts';

const MOST_PER_SECOND = 100_000;
const MOST_PER_HOUR = 100_000_000;

/** Both fields at once: what is null or missing has no bound. */
export const limitInput = z.strictObject({
  perSecond: z
    .number()
    .min(
      LEAST_PER_SECOND,
      `perSecond must be ${LEAST_PER_SECOND} or more (perHour says less), or null for no limit.`,
    )
    .max(MOST_PER_SECOND, `perSecond must be ${MOST_PER_SECOND} or less.`)
    .nullable()
    .default(null)
    .describe('Messages per second; may have decimals'),
  perHour: z
    .int()
    .min(1, 'perHour must be 1 or more, or null for no limit.')
    .max(MOST_PER_HOUR, `perHour must be ${MOST_PER_HOUR} or less.`)
    .nullable()
    .default(null)
    .describe('Messages per hour, spread evenly'),
});

const domainInput = z.object({
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .max(253, 'The domain is too long.')
    .regex(/^[^\s@:/.]+(\.[^\s@:/.]+)+$/, 'That is not a domain. Write it like gmail.com.'),
});

/** What a limit is for: the transport by its name, or a domain that mail goes to. */
export type LimitTarget = { transport: string } | { domain: string };

async function scopeOf(db: Db, target: LimitTarget): Promise<string> {
  if ('domain' in target) return domainScope(parseInput(domainInput, target).domain);
  if (!(await findTransportSettings(db, target.transport)))
    throw new NotFound(`The transport ${target.transport}`);
  return transportScope(target.transport);
}

/** The limit as it is; every field null when there is none. */
export async function limitOf({ db }: Pick<App, 'db'>, target: LimitTarget): Promise<SendLimit> {
  const scope = await scopeOf(db, target);
  const found = (await listLimits(db)).find((limit) => limit.scope === scope);
  return (
    found ?? {
      scope,
      perSecond: null,
      perHour: null,
      fromAccount: false,
      slowedTo: null,
      slowedAt: null,
      slowedReply: null,
    }
  );
}

/** Sets a limit for every process, within a second. @throws InvalidInput, NotFound for an unknown transport. */
export async function changeLimit(app: App, target: LimitTarget, values: unknown): Promise<SendLimit> {
  const scope = await scopeOf(app.db, target);
  const input = parseInput(limitInput, values);
  return inTransaction(app, async (inner) => {
    await saveLimit(inner.db, scope, input);
    await audit(inner, { action: 'limit.changed', subject: scope, details: input });
    return limitOf(inner, target);
  });
}
