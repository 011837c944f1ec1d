import { raiseAlert, wasToldLately } from '../alerts/index.ts';
import { checkTemplates, type Brand, type MailTemplate, type OwnTemplates } from '../emails/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { AppError } from '../platform/errors.ts';
import { TooHard } from '../platform/processes/child-lanes.ts';
import type { Publication } from '../publications/index.ts';
import { listInUse, lockTemplates, ownOf } from './template-queries.ts';

/** Admins are told once in this time. */
const TOLD = { code: 'template-fell-back' as const, hours: 24 };

/**
 * Compiles a mail with the templates of its publication. Where they make none, the mail is made with ours and the admins are
 * told: a template that an upgrade broke never stops a mail.
 * @param compile may be called twice; what it throws with our templates is a fault of the mail itself.
 */
export async function withTemplates<Made>(
  app: App,
  publication: Publication,
  mail: MailTemplate,
  compile: (brand: Brand) => Promise<Made>,
): Promise<Made> {
  const templates = ownOf(await listInUse(app.db, publication.id));
  if (templates === undefined) return compile(publication);
  try {
    return await compile({ ...publication, templates });
  } catch (error) {
    if (!isFaultOfTemplate(error)) throw error;
    const made = await compile(publication);
    await tellFallenBack(app, publication, mail, templates);
    return made;
  }
}

const isFaultOfTemplate = (error: unknown) =>
  error instanceof TooHard ||
  (error instanceof AppError && ['template-fault', 'job-failed'].includes(error.code));

/** @throws nothing: the mail is made, and goes out whatever becomes of the alert. */
async function tellFallenBack(
  app: App,
  publication: Publication,
  mail: MailTemplate,
  templates: OwnTemplates,
): Promise<void> {
  app.log.warn({ event: 'template.fell-back', publicationId: publication.id, mail });
  try {
    const { id: publicationId } = publication;
    if (await wasToldLately(app.db, publicationId, TOLD)) return;
    const check = { brand: publication, templates, mails: [mail], articles: [] };
    const [fault = null] = await checkTemplates(check).catch(() => []);
    await inTransaction(app, async (inner) => {
      await lockTemplates(inner.db, publicationId);
      if (await wasToldLately(inner.db, publicationId, TOLD)) return;
      await raiseAlert(inner, {
        publicationId,
        news: { code: 'template-fell-back', params: { mail, fault } },
      });
    });
  } catch (error) {
    app.log.error({ event: 'template.alert-failed', publicationId: publication.id, err: error });
  }
}
