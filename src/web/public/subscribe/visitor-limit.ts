import type { App } from '../../../platform/app.ts';
import type { Publication } from '../../../publications/index.ts';
import { createVisitorCount, mailAddresses, type Visitor } from '../../../subscribers/index.ts';
import { DoneTooOften } from '../say-trouble.ts';

/**
 * Whom the limits count a sign-up or a code for (BOMB-02); undefined: nobody. Who signs up to a publication learns that it works by mail, too.
 * @throws DoneTooOften, which tells nothing of any address.
 */
export function createVisitorLimit(app: App, what: 'sign-up' | 'code') {
  const count = createVisitorCount(app, what);
  return async (ip: string | undefined, cost: number, to?: Publication): Promise<Visitor | undefined> => {
    const counted = await count(ip, cost);
    if (!('waitSeconds' in counted)) return counted.visitor;
    const byMail = to && mailAddresses(app, to)?.subscribe();
    throw new DoneTooOften('network', counted.waitSeconds, byMail);
  };
}
