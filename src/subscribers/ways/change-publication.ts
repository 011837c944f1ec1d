import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { parseInput } from '../../platform/input.ts';
import {
  getPublication,
  publicationChanges,
  setDefaultRhythm,
  updatePublication,
  type Publication,
} from '../../publications/index.ts';
import { startAnew } from '../../rhythms/index.ts';
import { moveFollowersOfDefault } from './change-default.ts';

/**
 * Changes the fields of a publication that `input` names. Another default rhythm moves the readers who never chose, and who chose
 * keeps it: all of it, or nothing.
 * @returns how many readers it moved. @throws InvalidInput, NotFound
 */
export async function changePublication(
  app: App,
  slug: string,
  input: unknown,
): Promise<{ publication: Publication; movedReaders: number }> {
  const { defaultRhythm, ...changes } = parseInput(publicationChanges, input);
  return inTransaction(app, async (inner) => {
    const before = await getPublication(inner.db, slug);
    const publication = await updatePublication(inner, slug, changes);
    await startAnew(inner.db, publication.id, {
      timeZone: publication.timeZone !== before.timeZone,
      dailyAt: publication.dailyAt !== before.dailyAt,
      weeklyAt: publication.weeklyAt !== before.weeklyAt,
      weeklyOn: publication.weeklyOn !== before.weeklyOn,
    });
    if (defaultRhythm === undefined) return { publication, movedReaders: 0 };
    const movedReaders = await changeDefaultRhythm(inner, publication.id, slug, defaultRhythm);
    return { publication: await getPublication(inner.db, slug), movedReaders };
  });
}

async function changeDefaultRhythm(
  app: App,
  id: number,
  slug: string,
  to: Publication['defaultRhythm'],
): Promise<number> {
  // The row is ours since it was updated: of two who change it at once, the second sees what the first made of it.
  const { defaultRhythm: from } = await getPublication(app.db, slug);
  if (from === to) return 0;
  await setDefaultRhythm(app.db, id, to);
  const readers = await moveFollowersOfDefault(app, id, to);
  await audit(app, {
    action: 'publication.default-rhythm-changed',
    subject: `publication:${id}`,
    details: { from, to, readers },
  });
  return readers;
}
