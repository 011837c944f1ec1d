import { z } from 'zod';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { parseInput, requiredLine } from '../platform/input.ts';
import { listTopics, type Publication } from '../publications/index.ts';
import { kindOf, rulesFields, type Rules } from './rule.ts';
import {
  deleteSegment,
  getSegment,
  insertSegment,
  isNameTaken,
  listUses,
  lockSegment,
  lockSegments,
  updateSegment,
  type Segment,
} from './segment-queries.ts';

const MOST_SEGMENTS = 200;

const named = { name: requiredLine('The name', 100), ...rulesFields };
export const newSegment = z.strictObject(named);
export const segmentChanges = z.strictObject({
  name: named.name.optional(),
  match: z.enum(['all', 'any'], 'match must be all or any.').optional(),
  rules: named.rules.optional(),
});

async function requireTopics(db: App['db'], { id }: Publication, { rules }: Rules): Promise<void> {
  const topics = await listTopics(db, id);
  const errors = rules.flatMap(({ field, op, value }, place) =>
    kindOf(field, op) === 'topic' && !topics.some(({ slug }) => slug === value)
      ? [
          {
            field: `rules.${place}.value`,
            message: `There is no topic ${value} here.`,
            fault: { code: 'no-topic' as const, params: { topics: value } },
          },
        ]
      : [],
  );
  if (errors.length > 0) throw new InvalidInput(errors);
}

/** Keeps rules under a name. @throws InvalidInput, Conflict */
export async function createSegment(app: App, publication: Publication, input: unknown): Promise<Segment> {
  const segment = parseInput(newSegment, input);
  await requireTopics(app.db, publication, segment);
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    if ((await lockSegments(db, publication.id)) >= MOST_SEGMENTS)
      throw new Conflict('too-many-segments', `A publication can have ${MOST_SEGMENTS} segments.`);
    const id = await insertSegment(db, publication.id, segment);
    if (id === undefined) throw nameTaken(segment.name);
    const { name } = segment;
    await audit(inner, { action: 'segment.created', subject: `segment:${id}`, details: { name } });
    return getSegment(db, publication.id, id);
  });
}

/** Changes the name or the rules. @throws NotFound, InvalidInput */
export async function changeSegment(
  app: App,
  publication: Publication,
  id: number,
  input: unknown,
): Promise<Segment> {
  const changes = parseInput(segmentChanges, input);
  return inTransaction(app, async (inner) => {
    const { db } = inner;
    await lockSegments(db, publication.id);
    const before = await getSegment(db, publication.id, id);
    const segment = {
      name: changes.name ?? before.name,
      match: changes.match ?? before.match,
      rules: changes.rules ?? before.rules,
    };
    if (changes.rules) await requireTopics(db, publication, segment);
    if (await isNameTaken(db, publication.id, segment.name, id)) throw nameTaken(segment.name);
    await updateSegment(db, id, segment);
    const { name } = segment;
    // Values of rules may be addresses.
    const details = { name, hasOtherRules: changes.rules !== undefined || segment.match !== before.match };
    await audit(inner, { action: 'segment.changed', subject: `segment:${id}`, details });
    return getSegment(db, publication.id, id);
  });
}

/** @throws NotFound, Conflict while a send that is to come is for it. */
export async function removeSegment(app: App, publication: Publication, id: number): Promise<void> {
  await inTransaction(app, async (inner) => {
    await lockSegments(inner.db, publication.id);
    await lockSegment(inner.db, id);
    const { name } = await getSegment(inner.db, publication.id, id);
    const [use] = await listUses(inner.db, id);
    if (use)
      throw new Conflict(
        'segment-in-use',
        `The send ${use.id} is for this segment. Choose other readers for it, or delete its draft, first.`,
      );
    if (!(await deleteSegment(inner.db, id))) return;
    await audit(inner, { action: 'segment.removed', subject: `segment:${id}`, details: { name } });
  });
}

const nameTaken = (name: string) =>
  new InvalidInput([
    {
      field: 'name',
      message: `There is already a segment called ${name}.`,
      fault: { code: 'name-taken', params: { name } },
    },
  ]);
