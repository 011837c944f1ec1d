import type { App } from '../../platform/app.ts';
import type { DigestRhythm } from './digest-run.ts';
import type { Edition } from './edition-queries.ts';
import { findPlannedDigest } from './find-planned-digest.ts';
import { editionOf } from './gather-digest.ts';

export interface PlannedEdition {
  rhythm: DigestRhythm;
  /** Null for digests that nobody edits. */
  edition: Edition | null;
}

/** Which digest of the timer a send is and what its editors want of it; undefined for every other send. @throws NotFound */
export async function findPlannedEdition(
  app: Pick<App, 'db'>,
  publicationId: number,
  sendId: number,
): Promise<PlannedEdition | undefined> {
  const digest = await findPlannedDigest(app, publicationId, sendId);
  if (!digest) return undefined;
  const { run, publication, key } = digest;
  return { rhythm: run.rhythm, edition: key ? await editionOf(app, run, publication) : null };
}
