import type { App } from '../platform/app.ts';
import { recordsIn, jsonIn, textIn } from './reading.ts';

interface Keyed {
  key: string;
  /** Until when it is good, milliseconds since 1970; null: as long as it is not changed. */
  until: number | null;
}

const HOLDS_ON_MS = 24 * 3600 * 1000;

const secretLabel = (id: number) => `hook-secret:${id}`;
const keysLabel = (id: number) => `hook-keys:${id}`;

export const sealSecret = ({ keys }: Pick<App, 'keys'>, id: number, secret: string) =>
  keys.seal(secretLabel(id), secret);

/** @returns undefined when the secret of the installation was lost under which it was sealed */
export const openSecret = ({ keys }: Pick<App, 'keys'>, id: number, sealed: string) =>
  keys.open(secretLabel(id), sealed);

/**
 * The keys of a provider after a change: the one before is good for a day more, so that no call is lost meanwhile.
 * @param key null takes all away at once. @returns null when there are none
 */
export function sealKeys(
  app: Pick<App, 'keys' | 'now'>,
  id: number,
  sealed: string | null,
  key: string | null,
): string | null {
  if (key === null) return null;
  const now = app.now().getTime();
  const before = keysIn(app, id, sealed).filter((one) => one.key !== key);
  const held = before.map((one) => ({ ...one, until: one.until ?? now + HOLDS_ON_MS })).slice(0, 1);
  return app.keys.seal(keysLabel(id), JSON.stringify([{ key, until: null }, ...held]));
}

/** The keys that are good now, the newest first. */
export const openKeys = (app: Pick<App, 'keys' | 'now'>, id: number, sealed: string | null) =>
  keysIn(app, id, sealed).map(({ key }) => key);

function keysIn({ keys, now }: Pick<App, 'keys' | 'now'>, id: number, sealed: string | null): Keyed[] {
  const text = sealed === null ? undefined : keys.open(keysLabel(id), sealed);
  if (text === undefined) return [];
  return recordsIn(jsonIn(text))
    .map((one) => ({ key: textIn(one['key']), until: one['until'] === null ? null : Number(one['until']) }))
    .filter(({ until }) => until === null || until > now().getTime());
}
