import { serveParent } from '../../platform/processes/serve-parent.ts';
import { articleEmail } from '../article/article-email.ts';
import type { EmailJob } from './compile-in-child.ts';
import { letterEmail } from '../letter/letter-email.ts';
import { renderTemplate } from './render-template.ts';

// Everything is loaded before the first job, whose deadline is for the job alone.
serveParent((job: EmailJob): Promise<unknown> => {
  if (job.kind === 'article') return articleEmail(job.input);
  if (job.kind === 'letter') return letterEmail(job.input);
  return renderTemplate(job.name, job.model);
});
