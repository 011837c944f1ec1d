import mjml2html from 'mjml';
import { AppError } from '../../platform/errors.ts';

/** MJML to HTML; blocks for 20 to 300 ms, so it belongs into a child process. @throws AppError `template-fault` with line and reason. */
export async function compileMjml(source: string): Promise<string> {
  try {
    // minifyCss would ask for another package on every call and changes nothing.
    const { html } = await mjml2html(source, {
      minify: true,
      minifyOptions: { minifyCss: false },
      ignoreIncludes: true,
      validationLevel: 'strict',
      fonts: {},
      keepComments: false,
    });
    return withDirection(html);
  } catch (cause) {
    throw new AppError('template-fault', `The MJML has an error${placeAndReason(cause)}.`, { cause });
  }
}

/** Word, which draws mail in classic Outlook, takes no direction from around a table: each has to say it. */
const withDirection = (html: string) =>
  /<html [^>]*\bdir="rtl"/.test(html) ? html.replaceAll('<table ', '<table dir="rtl" ') : html;

/** The first fault of a strict validation has a line of the MJML source; a parse error has none. */
function placeAndReason(error: unknown): string {
  const [first] = (error as { errors?: { line: number; message: string; tagName: string }[] }).errors ?? [];
  if (first) return ` in line ${first.line}: ${first.tagName}: ${first.message}`;
  return `: ${error instanceof Error ? error.message : String(error)}`;
}
