import mjml2html from 'mjml';

/** What the main process asks for; `id` comes back with the answer. */
export interface MjmlRequest {
  id: number;
  source: string;
}

export type MjmlAnswer =
  | { id: number; html: string }
  | { id: number; fault: { line: number | undefined; reason: string } };

process.on('message', (request: MjmlRequest) => {
  void answer(request).then((given) => process.send?.(given));
});
// A signal to the whole group must not cut off a compile that the main process still waits for while it drains;
// this process ends when the main one hangs up.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

async function answer({ id, source }: MjmlRequest): Promise<MjmlAnswer> {
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
    return { id, html };
  } catch (error) {
    return { id, fault: faultOf(error) };
  }
}

/** The first fault of a strict validation has a line of the MJML source; a parse error has none. */
function faultOf(error: unknown): { line: number | undefined; reason: string } {
  const [first] = (error as { errors?: { line: number; message: string; tagName: string }[] }).errors ?? [];
  if (first) return { line: first.line, reason: `${first.tagName}: ${first.message}` };
  return { line: undefined, reason: error instanceof Error ? error.message : String(error) };
}
