import { templateFiles, type MailTemplate, type TemplateName } from '../emails/index.ts';
import type { Db } from '../platform/database.ts';
import { NotFound } from '../platform/errors.ts';
import { TEMPLATE_NAMES, mailsOf } from './template.ts';
import { findVersion, listInUse, listVersions, ownOf, type TemplateVersion } from './template-queries.ts';

/** One template of a publication, as it is in use. */
export interface TemplateLine {
  name: TemplateName;
  /** Whether it is the publication's own. */
  isOwn: boolean;
  /** The version in use; 0: nobody ever changed it. */
  version: number;
  savedBy: string | null;
  savedAt: Date | null;
  /** Mails that it makes or is a part of. */
  mails: MailTemplate[];
}

export interface Template extends TemplateLine {
  source: string;
  /** Newest first; the first is in use. */
  versions: (Omit<TemplateVersion, 'source'> & { isDefault: boolean })[];
}

const defaultSource = (name: TemplateName): string => templateFiles()[name] ?? '';

export async function listTemplates(db: Db, publicationId: number): Promise<TemplateLine[]> {
  const inUse = await listInUse(db, publicationId);
  const own = ownOf(inUse) ?? {};
  return TEMPLATE_NAMES.map((name) => {
    const version = inUse.find((one) => one.name === name);
    return {
      name,
      isOwn: own[name] !== undefined,
      version: version?.number ?? 0,
      savedBy: version?.savedBy ?? null,
      savedAt: version?.savedAt ?? null,
      mails: mailsOf(name, own),
    };
  });
}

export async function getTemplate(db: Db, publicationId: number, name: TemplateName): Promise<Template> {
  const [lines, versions] = [
    await listTemplates(db, publicationId),
    await listVersions(db, publicationId, name),
  ];
  const line = lines.find((one) => one.name === name);
  if (!line) throw new NotFound(`The template ${name}`);
  return {
    ...line,
    source: versions[0]?.source ?? defaultSource(name),
    versions: versions.map(({ source, ...version }) => ({ ...version, isDefault: source === null })),
  };
}

/** What a version says; 0: the template as it comes with Paperround. @throws NotFound */
export async function getTemplateVersion(
  db: Db,
  publicationId: number,
  name: TemplateName,
  number: number,
): Promise<{
  number: number;
  source: string;
  isDefault: boolean;
  savedBy: string | null;
  savedAt: Date | null;
}> {
  if (number === 0)
    return { number, source: defaultSource(name), isDefault: true, savedBy: null, savedAt: null };
  const found = await findVersion(db, publicationId, name, number);
  if (!found) throw new NotFound(`Version ${number} of the template ${name}`);
  return { ...found, source: found.source ?? defaultSource(name), isDefault: found.source === null };
}
