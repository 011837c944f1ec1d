import type { App } from '../../platform/app.ts';
import type { Turn } from '../sign-up/turn.ts';

/** Whom the limits count a sign-up for besides the address. */
type Visitor = Pick<Turn, 'networks' | 'cost'>;

export const slowLaneOf = ({ keys }: Pick<App, 'keys'>): Buffer =>
  keys.derive('ip', 'slow-lane').subarray(0, 16);

/**
 * Browsers that cannot do the calculation share one lane: it has as much room as a wide network, so a bot in it holds up its
 * own kind and nobody else (BOMB-04).
 */
export function inSlowLane(app: Pick<App, 'keys'>, visitor: Visitor | undefined): Visitor {
  return {
    cost: visitor?.cost ?? 1,
    networks: { ...visitor?.networks, block: slowLaneOf(app) },
  };
}
