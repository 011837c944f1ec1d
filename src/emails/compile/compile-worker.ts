import { serveParent } from '../../platform/processes/serve-parent.ts';
import { checkTemplates } from '../check/check-templates.ts';
import { templateVariables } from '../check/template-variables.ts';
import { articleEmail } from '../article/article-email.ts';
import { correctionEmail } from '../correction/correction-email.ts';
import { digestEmail } from '../digest/digest-email.ts';
import { digestTemplateFault } from '../digest/digest-template-fault.ts';
import { digestPress } from '../digest/set-digest-press.ts';
import type { EmailJob } from './compile-in-child.ts';
import { letterEmail } from '../letter/letter-email.ts';
import { renderTemplate } from './render-template.ts';

const COMPILERS = {
  article: articleEmail,
  letter: letterEmail,
  correction: correctionEmail,
  digest: digestEmail,
  'digest-press': digestPress,
  'digest-template': digestTemplateFault,
  'check-templates': checkTemplates,
  'template-variables': async (input: Parameters<typeof templateVariables>[0]) => templateVariables(input),
  template: ({ name, model }: { name: string; model: object }) => renderTemplate(name, model),
};

// Everything is loaded before the first job, whose deadline is for the job alone.
serveParent((job: EmailJob): Promise<unknown> => {
  const compile: (input: never) => Promise<unknown> = COMPILERS[job.kind];
  return compile(job.input as never);
});
