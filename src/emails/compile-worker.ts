import { serveParent } from '../platform/serve-parent.ts';
import type { EmailJob } from './compile-in-child.ts';

// What a job does not need is not loaded: a confirmation takes half the memory of an article.
serveParent(async (job: EmailJob): Promise<unknown> => {
  if (job.kind === 'article') return (await import('./article-email.ts')).articleEmail(job.input);
  if (job.kind === 'letter') return (await import('./letter-email.ts')).letterEmail(job.input);
  return (await import('./render-template.ts')).renderTemplate(job.name, job.model);
});
