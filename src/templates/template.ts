import { z } from 'zod';
import {
  MAIL_TEMPLATES,
  PART_TEMPLATES,
  templateFiles,
  type MailTemplate,
  type OwnTemplates,
  type TemplateName,
} from '../emails/index.ts';

/** Mails first, then what they have in common. */
export const TEMPLATE_NAMES: TemplateName[] = [...MAIL_TEMPLATES, ...PART_TEMPLATES];
export const templateName = z.enum(TEMPLATE_NAMES);

/** Which mails a template makes, or is a part of, with these templates. */
export function mailsOf(name: TemplateName, own: OwnTemplates): MailTemplate[] {
  return MAIL_TEMPLATES.filter((mail) => isUsedBy(name, mail, { ...templateFiles(), ...own }));
}

function isUsedBy(
  name: string,
  user: string,
  sources: Record<string, string>,
  seen = new Set<string>(),
): boolean {
  if (name === user) return true;
  if (seen.has(user)) return false;
  seen.add(user);
  const used = (sources[user] ?? '').matchAll(/\{%-?\s*(?:layout|render|include)\s+["']?([\w-]+)/g);
  return [...used].some(([, one = '']) => isUsedBy(name, one, sources, seen));
}
