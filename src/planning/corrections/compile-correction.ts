import { asMailed, type Article } from '../../articles/index.ts';
import { compileCorrectionEmail, type CompileLimits, type EmailParts } from '../../emails/index.ts';
import type { App } from '../../platform/app.ts';
import { InvalidInput } from '../../platform/errors.ts';
import type { Publication } from '../../publications/index.ts';
import { letterFaultSays, type LetterFault } from '../../words/index.ts';
import { withTemplates } from '../../templates/index.ts';

/** The mail of a correction in a language. @throws TooHard; InvalidInput when its note cannot become one */
export async function compileCorrection(
  app: App,
  of: { publication: Publication; article: Article; note: string; language?: string; isForDigests?: boolean },
  limits: CompileLimits = {},
): Promise<EmailParts> {
  const { publication, article, note, language, isForDigests = false } = of;
  const about = { article: asMailed(article), note, isForDigests };
  const input = { ...about, ...(language && { language }) };
  const compiled = await withTemplates(app, publication, 'correction', (brand) =>
    compileCorrectionEmail({ ...input, brand }, limits),
  );
  if ('email' in compiled) return compiled.email;
  throw new InvalidInput(
    faultsOf(compiled.fault).map((fault) => ({
      field: 'note',
      message: letterFaultSays(fault),
      fault: { code: 'letter-text', params: { fault } },
    })),
  );
}

type Fault = Extract<Awaited<ReturnType<typeof compileCorrectionEmail>>, { fault: unknown }>['fault'];

function faultsOf(fault: Fault): LetterFault[] {
  if (typeof fault === 'string') return [{ kind: fault }];
  if ('placeholders' in fault) return fault.placeholders.map((one) => ({ kind: 'placeholder', ...one }));
  return [{ kind: 'too-long', kilobytes: Math.ceil(fault.tooLongBy / 1000) }];
}
