import type { Actor } from '../../../platform/actor.ts';
import type { Evidence } from '../../../subscribers/index.ts';

/** Whoever works here acts for the publisher, so no address of a person is known here. */
export const deskEvidence = (actor: Actor): Evidence => ({
  channel: 'desk',
  ip: null,
  userAgent: null,
  details: { caller: actor },
});
