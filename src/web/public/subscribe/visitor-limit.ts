import type { App } from '../../../platform/app.ts';
import { createVisitorCount, type Visitor } from '../../../subscribers/index.ts';
import { DoneTooOften } from '../say-trouble.ts';

/**
 * Whom the limits count a sign-up or a code for (BOMB-02); undefined: nobody.
 * @throws DoneTooOften, which tells nothing of any address.
 */
export function createVisitorLimit(app: App, what: 'sign-up' | 'code') {
  const count = createVisitorCount(app, what);
  return async (ip: string | undefined, cost: number): Promise<Visitor | undefined> => {
    const counted = await count(ip, cost);
    if ('waitSeconds' in counted) throw new DoneTooOften('network', counted.waitSeconds);
    return counted.visitor;
  };
}
