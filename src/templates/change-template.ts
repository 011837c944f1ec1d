import { z } from 'zod';
import { listArticles, asMailed } from '../articles/index.ts';
import { checkTemplates, type EmailArticle, type OwnTemplates, type TemplateName } from '../emails/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict, InvalidInput, type FieldError } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { TooHard } from '../platform/processes/child-lanes.ts';
import type { Publication } from '../publications/index.ts';
import { templateFaultSays, type TemplateFault } from '../words/index.ts';
import { mailsOf } from './template.ts';
import { insertVersion, listInUse, lockTemplates, ownOf } from './template-queries.ts';
import { getTemplate, getTemplateVersion, type Template } from './view-templates.ts';

const MOST_CHARACTERS = 200_000;
const KEPT_VERSIONS = 100;
/** Real articles that a template is tried with. */
const TRIED_ARTICLES = 3;

const seenVersion = z.coerce
  .number()
  .int('The version must be a whole number.')
  .min(0, 'The version must be 0 or more.')
  .optional()
  .describe('The version that you changed; when there is a newer one, the answer is 409');

export const templateInput = z.strictObject({
  source: z
    .string('The source must be a text.')
    .min(1, 'The source is empty.')
    .max(MOST_CHARACTERS, `The source must have ${MOST_CHARACTERS} characters or fewer.`)
    .describe('MJML and Liquid'),
  version: seenVersion,
});

/**
 * Puts a template in use, from the next mail on. One that is the same as the present one changes nothing.
 * @throws InvalidInput with every fault and its line; Conflict `stale-version`
 */
export async function saveTemplate(
  app: App,
  publication: Publication,
  name: TemplateName,
  input: unknown,
): Promise<Template> {
  const { source, version } = parseInput(templateInput, input);
  return change(app, publication, name, { source: plain(source), seen: version });
}

/** Ours again. It is a version like any other, so that there is a way back. @throws InvalidInput, Conflict */
export async function resetTemplate(
  app: App,
  publication: Publication,
  name: TemplateName,
  seen?: number,
): Promise<Template> {
  return change(app, publication, name, { source: null, seen });
}

/** An old version once more, as a new one. @throws NotFound, InvalidInput when it makes no mail any more, Conflict */
export async function restoreTemplate(
  app: App,
  publication: Publication,
  name: TemplateName,
  number: number,
  seen?: number,
): Promise<Template> {
  const old = await getTemplateVersion(app.db, publication.id, name, number);
  return change(app, publication, name, { source: old.isDefault ? null : old.source, seen });
}

/** What is wrong with a source that is not saved; empty: it could be. */
export async function checkSource(
  app: App,
  publication: Publication,
  name: TemplateName,
  source: string,
): Promise<FieldError[]> {
  const own = ownOf(await listInUse(app.db, publication.id)) ?? {};
  return faultsOf(app, publication, name, { ...own, [name]: plain(source) });
}

async function change(
  app: App,
  publication: Publication,
  name: TemplateName,
  { source, seen }: { source: string | null; seen: number | undefined },
): Promise<Template> {
  const inUse = await listInUse(app.db, publication.id);
  const before = ownOf(inUse) ?? {};
  requireVersion(numberOf(inUse, name), seen);
  if ((before[name] ?? null) === source) return getTemplate(app.db, publication.id, name);
  const { [name]: _old, ...others } = before;
  const after = source === null ? others : { ...others, [name]: source };
  const errors = await faultsOf(app, publication, name, after);
  // The way back to ours is open where what is there makes no mail either.
  if (errors.length > 0 && (source !== null || (await faultsOf(app, publication, name, before)).length === 0))
    throw new InvalidInput(errors);
  await inTransaction(app, async (inner) => {
    const { id: publicationId } = publication;
    await lockTemplates(inner.db, publicationId);
    // What was checked together must be what is used together.
    const now = await listInUse(inner.db, publicationId);
    if (versionsOf(now) !== versionsOf(inUse)) throw stale(numberOf(now, name));
    const version = { publicationId, name, source, savedBy: inner.actor, kept: KEPT_VERSIONS };
    const number = await insertVersion(inner.db, version);
    const details = { template: name, version: number, isDefault: source === null };
    await audit(inner, { action: 'template.changed', subject: `publication:${publicationId}`, details });
  });
  return getTemplate(app.db, publication.id, name);
}

const numberOf = (inUse: Awaited<ReturnType<typeof listInUse>>, name: TemplateName) =>
  inUse.find((one) => one.name === name)?.number ?? 0;

const versionsOf = (inUse: Awaited<ReturnType<typeof listInUse>>) =>
  inUse.map(({ name, number }) => `${name} ${number}`).join(', ');

function requireVersion(version: number, seen: number | undefined): void {
  if (seen !== undefined && seen !== version) throw stale(version);
}

const stale = (version: number) =>
  new Conflict('stale-version', 'Somebody else changed the templates meanwhile. Look at what they say now.', {
    version,
  });

async function faultsOf(
  app: App,
  publication: Publication,
  name: TemplateName,
  templates: OwnTemplates,
): Promise<FieldError[]> {
  const articles = await sampleArticles(app, publication.id);
  const mails = mailsOf(name, templates);
  const faults = await checkTemplates({ brand: publication, templates, mails, articles }).catch(
    (error: unknown): TemplateFault[] => {
      if (!(error instanceof TooHard)) throw error;
      return [{ kind: 'takes-too-long', template: name, line: 0, column: 0 }];
    },
  );
  return faults.slice(0, MOST_FAULTS).map((fault) => asFieldError(fault, name));
}

/** More than that nobody reads at once. */
const MOST_FAULTS = 20;

function asFieldError(fault: TemplateFault, name: TemplateName): FieldError {
  return {
    field: 'source',
    message: templateFaultSays(fault, 'en', name),
    fault: { code: 'template-text', params: { fault, edited: name } },
    ...(fault.template === name && fault.line > 0 && { line: fault.line, column: fault.column }),
  };
}

/** The newest ones that were published. */
async function sampleArticles(app: App, publicationId: number): Promise<EmailArticle[]> {
  const found = await listArticles(app.db, publicationId, { verdict: 'new', limit: TRIED_ARTICLES });
  return found.map(asMailed);
}

/** Browsers end lines with CRLF; noncharacters are ours. */
const plain = (source: string) => source.replaceAll('\r\n', '\n').replace(/[\uFDD0-\uFDEF\0]/g, '');
