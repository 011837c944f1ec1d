import { createLanes, type JobOptions } from '../../platform/processes/child-lanes.ts';
import { workerFile } from '../../platform/paths.ts';
import type { TemplateCheck } from '../check/check-templates.ts';
import type { templateVariables } from '../check/template-variables.ts';
import type { TemplateFault } from '../../words/index.ts';
import type { ArticleEmailInput } from '../article/article-model.ts';
import type { CorrectionEmailInput } from '../correction/correction-email.ts';
import type { DigestEmailInput, DigestFault } from '../digest/digest-email.ts';
import type { DigestPress } from '../digest/digest-press.ts';
import type { digestTemplateFault, DigestTemplateFault } from '../digest/digest-template-fault.ts';
import type { DigestPressInput } from '../digest/set-digest-press.ts';
import type { LetterEmailInput, LetterFault } from '../letter/letter-email.ts';
import type { CompiledEmail } from './slots.ts';

export type EmailJob =
  | { kind: 'article'; input: ArticleEmailInput }
  | { kind: 'letter'; input: LetterEmailInput }
  | { kind: 'correction'; input: CorrectionEmailInput }
  | { kind: 'digest'; input: DigestEmailInput }
  | { kind: 'digest-press'; input: DigestPressInput }
  | { kind: 'digest-template'; input: Parameters<typeof digestTemplateFault>[0] }
  | { kind: 'check-templates'; input: TemplateCheck }
  | { kind: 'template-variables'; input: Parameters<typeof templateVariables>[0] }
  | { kind: 'template'; input: { name: string; model: object } };

/**
 * Twenty times what the largest articles take. A preparation and its child fit into the lease of a send (8 s); where a busy
 * machine makes it longer, it may be made twice, which does no harm.
 */
const DEADLINE_MS = 6_000;

/** A check compiles some thirty mails. */
const CHECK_DEADLINE_MS = 20_000;

const run = createLanes<EmailJob, unknown>({
  file: workerFile('emails/compile/compile-worker.ts'),
  deadlineMs: DEADLINE_MS,
  memoryMb: 256,
  lanes: 3,
});

export type CompileLimits = Pick<JobOptions, 'deadlineMs'>;

/** The email of an article, see `articleEmail`. @throws TooHard, AppError `template-fault` */
export const compileArticleEmail = (input: ArticleEmailInput, limits: CompileLimits = {}) =>
  run({ kind: 'article', input }, limits) as Promise<CompiledEmail>;

/** The email of a letter, see `letterEmail`. @throws TooHard, AppError `template-fault` */
export const compileLetterEmail = (input: LetterEmailInput, limits: CompileLimits = {}) =>
  run({ kind: 'letter', input }, limits) as Promise<{ email: CompiledEmail } | { fault: LetterFault }>;

/** The email that corrects one, see `correctionEmail`. @throws TooHard, AppError `template-fault` */
export const compileCorrectionEmail = (input: CorrectionEmailInput, limits: CompileLimits = {}) =>
  run({ kind: 'correction', input }, limits) as Promise<{ email: CompiledEmail } | { fault: LetterFault }>;

/** The email of a digest, see `digestEmail`. @throws TooHard, AppError `template-fault` */
export const compileDigestEmail = (input: DigestEmailInput, limits: CompileLimits = {}) =>
  run({ kind: 'digest', input }, limits) as Promise<{ email: CompiledEmail } | { fault: DigestFault }>;

/** What digests are printed from, see `digestPress` and `printDigest`. @throws TooHard, AppError `template-fault` */
export const setDigestPress = (input: DigestPressInput, limits: CompileLimits = {}) =>
  run({ kind: 'digest-press', input }, limits) as Promise<{ press: DigestPress } | { fault: DigestFault }>;

/** Whether digests can be printed from a template, see `digestTemplateFault`. @throws TooHard, AppError `template-fault` */
export const checkDigestTemplate = (
  input: Parameters<typeof digestTemplateFault>[0],
  limits: CompileLimits = {},
) => run({ kind: 'digest-template', input }, limits) as Promise<DigestTemplateFault | undefined>;

/** What keeps a publication's own templates from being used, see `checkTemplates`. @throws TooHard */
export const checkTemplates = (input: TemplateCheck) =>
  run({ kind: 'check-templates', input }, { deadlineMs: CHECK_DEADLINE_MS }) as Promise<TemplateFault[]>;

/** What templates can print, see `templateVariables`. */
export const listTemplateVariables = (input: Parameters<typeof templateVariables>[0]) =>
  run({ kind: 'template-variables', input }, { isOurs: true }) as Promise<
    ReturnType<typeof templateVariables>
  >;

/** A mail of our own words. @throws AppError `template-fault` with line and reason. */
export const renderInChild = (name: string, model: object) =>
  run({ kind: 'template', input: { name, model } }, { isOurs: true }) as Promise<string>;
