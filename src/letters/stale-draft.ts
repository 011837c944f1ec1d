import { Conflict } from '../platform/errors.ts';
import type { LockedDraft } from './letter-queries.ts';

/** Somebody else changed the draft since; carries what it says now, so that both texts can be offered. */
export class StaleDraft extends Conflict {
  readonly current: LockedDraft;

  constructor(current: LockedDraft) {
    const { version, subject, preheader, markdown, topics, rhythm, writtenBy, writtenAt } = current;
    super('stale-version', `This draft has changed since: it is at version ${version} now.`, {
      version,
      current: { version, subject, preheader, markdown, audience: { topics, rhythm }, writtenBy, writtenAt },
    });
    this.current = current;
  }
}
