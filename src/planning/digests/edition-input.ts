import { z } from 'zod';
import { listArticlesById } from '../../articles/index.ts';
import { EMPTY_ARTICLE, setDigestPress, tellFaults } from '../../emails/index.ts';
import type { App } from '../../platform/app.ts';
import { InvalidInput } from '../../platform/errors.ts';
import { line, parseInput } from '../../platform/input.ts';
import { TooHard } from '../../platform/processes/child-lanes.ts';
import { listTopics } from '../../publications/index.ts';
import { letterFaultSays, type LetterFault } from '../../words/index.ts';
import { withTemplates } from '../../templates/index.ts';
import type { Edition } from './edition-queries.ts';
import type { PlannedDigest } from './find-planned-digest.ts';
import { candidatesOf, pressInputOf } from './gather-digest.ts';

const MOST_SUBJECT = 250;
const MOST_INTRODUCTION = 100_000;
const MOST_ARTICLES = 400;

const ids = z
  .array(z.int('An article is named by its id.').min(1, 'An article is named by its id.'))
  .max(MOST_ARTICLES, `Name ${MOST_ARTICLES} articles or fewer.`);

/** What an editor wants of a planned digest; left out: as it is. */
export const editionFields = z.strictObject({
  subject: z
    .union([z.null(), line('The subject', MOST_SUBJECT)])
    .optional()
    .describe('Null or empty: made of the headlines'),
  introduction: z
    .string({ error: 'The introduction must be text.' })
    .max(MOST_INTRODUCTION, `The introduction must have ${MOST_INTRODUCTION} characters or fewer.`)
    .optional()
    .describe('Markdown above the articles; may be empty'),
  articleIds: ids.optional().describe('These articles first, in this order'),
  droppedIds: ids.optional().describe('Articles that no digest of this rhythm and day brings'),
});

export type EditionFields = z.input<typeof editionFields>;

/** Reads what an editor wants. An empty subject is none. @throws InvalidInput also for articles that are not there. */
export async function readEditionFields(
  app: App,
  publicationId: number,
  input: EditionFields,
): Promise<Partial<Edition>> {
  const { subject, ...fields } = parseInput(editionFields, input);
  for (const field of ['articleIds', 'droppedIds'] as const)
    await requireArticles(app, publicationId, field, fields[field] ?? []);
  const defined = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...defined, ...(subject !== undefined && { subject: subject || null }) };
}

async function requireArticles(
  app: App,
  publicationId: number,
  field: string,
  named: number[],
): Promise<void> {
  if (new Set(named).size < named.length)
    throw new InvalidInput([
      { field, message: 'An article is named twice.', fault: { code: 'named-twice', params: {} } },
    ]);
  const known = await listArticlesById(app.db, named);
  const unknown = named.filter((id) => known.get(id)?.publicationId !== publicationId);
  if (unknown.length === 0) return;
  const message = `There is no article ${unknown.join(', ')} here.`;
  const fault = { code: 'no-article' as const, params: { ids: unknown.join(', ') } };
  throw new InvalidInput([{ field, message, fault }]);
}

/** Somebody waits; what is set out in this time is also when the digest is due. */
const DEADLINE_MS = 5_000;
const MOST_TRIED = 30;

/** Sets the digest with these words, so that they do not have to be left out when it is due. @throws InvalidInput */
export async function requireFit(
  app: App,
  { run, publication }: PlannedDigest,
  edition: Pick<Edition, 'subject' | 'introduction'>,
): Promise<void> {
  const candidates = (await candidatesOf(app, run)).slice(-MOST_TRIED).map(({ id }) => id);
  const articles = [...(await listArticlesById(app.db, candidates)).values()];
  const input = pressInputOf({
    run,
    publication,
    edition,
    topics: await listTopics(app.db, publication.id),
    articles,
    language: publication.language,
  });
  const { name: title, siteUrl: url } = publication;
  // Words are written before the first article is there.
  if (input.articles.length === 0) input.articles.push({ id: 0, article: { ...EMPTY_ARTICLE, title, url } });
  try {
    const set = await withTemplates(app, publication, 'digest', (brand) =>
      setDigestPress({ ...input, brand }, { deadlineMs: DEADLINE_MS }),
    );
    if ('fault' in set) throw new InvalidInput(tellFaults(set.fault).map(refusal));
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
    const message =
      'The introduction takes too long to be set out as an email: something is repeated or nested in it very often.';
    throw new InvalidInput([{ field: 'introduction', message, fault: { code: 'hard-text', params: {} } }]);
  }
}

const refusal = (fault: LetterFault) => ({
  field: 'field' in fault && fault.field === 'subject' ? 'subject' : 'introduction',
  message: letterFaultSays(fault),
  fault: { code: 'letter-text' as const, params: { fault } },
});
