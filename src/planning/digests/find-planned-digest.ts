import type { App } from '../../platform/app.ts';
import { getPublicationById, type Publication } from '../../publications/index.ts';
import { getSendRow, type Send } from '../../sends/index.ts';
import type { DigestRun } from './digest-run.ts';
import { editionKeyOf } from './gather-digest.ts';
import type { EditionKey } from './edition-queries.ts';
import { findRunOfSend } from './run-queries.ts';

export interface PlannedDigest {
  send: Send;
  run: DigestRun;
  publication: Publication;
  /** Undefined for the end of a busy day and after a pause: these are made when they are due. */
  key: EditionKey | undefined;
}

/** Undefined for a send that is no digest of the timer. @throws NotFound */
export async function findPlannedDigest(
  app: Pick<App, 'db'>,
  publicationId: number,
  sendId: number,
): Promise<PlannedDigest | undefined> {
  const send = await getSendRow(app.db, publicationId, sendId);
  const run = send.isTimedDigest ? await findRunOfSend(app.db, sendId) : undefined;
  if (!run) return undefined;
  const publication = await getPublicationById(app.db, publicationId);
  return { send, run, publication, key: editionKeyOf(run, publication) };
}

/** Nothing of it is decided yet. */
export const isEditable = ({ send: { status, startedAt }, key }: PlannedDigest) =>
  key !== undefined && (status === 'scheduled' || status === 'held') && startedAt === null;
