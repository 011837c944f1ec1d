import type { App } from '../../platform/app.ts';
import { together } from '../../platform/together.ts';
import type { Publication } from '../../publications/index.ts';
import { hasHolds } from '../holds/hold-queries.ts';

type Asked = Pick<Publication, 'signUpCheck'>;

/**
 * Tells whether a sign-up has to come with a proof. It depends on no address, so it tells of none (ENU-01). Those who ask at the
 * same time share the look.
 */
export function createCheckNeed({ db }: Pick<App, 'db'>): (asked: Asked) => Promise<boolean> {
  const isHolding = together(async (all: Asked[]) => {
    const found = await hasHolds(db);
    return all.map(() => found);
  });
  return async (asked) =>
    asked.signUpCheck === 'always' || (asked.signUpCheck === 'auto' && (await isHolding(asked)));
}
