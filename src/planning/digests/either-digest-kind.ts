import type { SendKind } from '../../sends/index.ts';
import { plannedDigestKind } from './planned-digest-kind.ts';

/** Digests of editors and digests of the timer: the former have no occasion. */
export const eitherDigestKind = (written: SendKind): SendKind => ({
  prepare: (app, send, publication, limits) =>
    (send.isTimedDigest ? plannedDigestKind : written).prepare(app, send, publication, limits),
  preview: (app, send, publication) =>
    (send.isTimedDigest ? plannedDigestKind : written).preview(app, send, publication),
});
