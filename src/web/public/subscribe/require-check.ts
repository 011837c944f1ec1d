import type { App } from '../../../platform/app.ts';
import { Forbidden } from '../../../platform/errors.ts';
import type { Publication } from '../../../publications/index.ts';
import { createCheckNeed, readProof, type Proof } from '../../../subscribers/index.ts';

/** The field with the answer to a challenge, as ALTCHA names it. */
export const ANSWER = 'altcha';
/** In its place: the browser cannot calculate, and its person waits. */
export const LATER = 'later';

/** A sign-up that comes without the calculation it needs. */
export class CheckNeeded extends Forbidden {
  override readonly code = 'challenge-required';
}

/** What a sign-up brought: a proof, patience, or nothing, where nothing is needed. */
export interface Checked {
  proof?: Proof | undefined;
  isLater: boolean;
}

/** @returns throws CheckNeeded, the same for every address (ENU-01). */
export function createCheck(app: App): (publications: Publication[], answer: string) => Promise<Checked> {
  const isNeeded = createCheckNeed(app);
  return async (publications, answer) => {
    const proof = answer === '' || answer === LATER ? undefined : await readProof(app, answer);
    if (proof) return { proof, isLater: false };
    if (!(await Promise.all(publications.map(isNeeded))).includes(true)) return { isLater: false };
    if (answer === LATER) return { isLater: true };
    throw new CheckNeeded(
      'Unusually many people are signing up just now, so this needs a small calculation. Get the challenge, solve it, and send the sign-up again with the answer.',
    );
  };
}
