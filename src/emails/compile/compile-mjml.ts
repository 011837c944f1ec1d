import mjml2html from 'mjml';
import { AppError } from '../../platform/errors.ts';

/** MJML that makes no mail. */
export class FaultyMjml extends AppError {
  /** Empty where it could not be read at all. */
  readonly found: MjmlFinding[];

  constructor(message: string, found: MjmlFinding[], cause: unknown) {
    super('template-fault', message, { cause });
    this.found = found;
  }
}

/** As MJML says it; `line` is of what Liquid made. */
export interface MjmlFinding {
  line: number;
  message: string;
  tagName: string;
}

/** MJML to HTML; blocks for 20 to 300 ms, so it belongs into a child process. @throws FaultyMjml with line and reason. */
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
    const found = (cause as { errors?: MjmlFinding[] }).errors ?? [];
    throw new FaultyMjml(`The MJML has an error${placeAndReason(found, cause)}.`, found, cause);
  }
}

/** Word, which draws mail in classic Outlook, takes no direction from around a table: each has to say it. */
const withDirection = (html: string) =>
  /<html [^>]*\bdir="rtl"/.test(html) ? html.replaceAll('<table ', '<table dir="rtl" ') : html;

/** The first fault of a strict validation has a line of the MJML source; a parse error has none. */
function placeAndReason([first]: MjmlFinding[], error: unknown): string {
  if (first) return ` in line ${first.line}: ${first.tagName}: ${first.message}`;
  return `: ${error instanceof Error ? error.message : String(error)}`;
}
