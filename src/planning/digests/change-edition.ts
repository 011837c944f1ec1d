import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict } from '../../platform/errors.ts';
import { lockSend } from '../../sends/index.ts';
import { readEditionFields, requireFit, type EditionFields } from './edition-input.ts';
import { writeEdition, type Edition, type EditionKey } from './edition-queries.ts';
import { findPlannedDigest, isEditable, type PlannedDigest } from './find-planned-digest.ts';
import { editionOf } from './gather-digest.ts';

/** Somebody else changed the edition since; it carries what stands there now. */
export class StaleEdition extends Conflict {
  readonly current: Edition;

  constructor(current: Edition) {
    const { version } = current;
    super('stale-version', `This digest has changed since: it is at version ${version} now.`, {
      version,
      current,
    });
    this.current = current;
  }
}

/**
 * Changes what all digests of this rhythm and day say: subject, introduction, order, and which articles are not in them.
 * @param version what the caller has seen; without it, whatever stands there is changed.
 * @returns its version.
 * @throws InvalidInput, NotFound, StaleEdition, Conflict for another send and once it is prepared.
 */
export async function changeEdition(
  app: App,
  publicationId: number,
  sendId: number,
  input: EditionFields,
  version?: number,
): Promise<number> {
  const { digest, key } = await getEditable(app, publicationId, sendId);
  const { run, publication } = digest;
  const before = await editionOf(app, run, publication);
  const changes = await readEditionFields(app, publicationId, input);
  if (version !== undefined && version !== before.version) throw new StaleEdition(before);
  const wanted = { ...before, ...changes, editedBy: app.actor };
  if ('subject' in changes || 'introduction' in changes) await requireFit(app, digest, wanted);
  return inTransaction(app, async (inner) => {
    await lockSend(inner.db, sendId);
    await getEditable(inner, publicationId, sendId);
    const written = await writeEdition(inner.db, key, wanted);
    if (written === undefined) throw new StaleEdition(await editionOf(inner, run, publication));
    const details = { version: written, changed: Object.keys(changes) };
    await audit(inner, { action: 'digest.edited', subject: `send:${sendId}`, details });
    return written;
  });
}

async function getEditable(
  app: App,
  publicationId: number,
  sendId: number,
): Promise<{ digest: PlannedDigest; key: EditionKey }> {
  const digest = await findPlannedDigest(app, publicationId, sendId);
  const key = digest?.key;
  if (!digest || !key)
    throw new Conflict('not-an-edition', 'Only daily and weekly digests that are planned can be edited.');
  const { status } = digest.send;
  if (!isEditable(digest))
    throw new Conflict(`send-is-${status}`, `This digest is ${status}, so it cannot be changed any more.`);
  return { digest, key };
}
