import { z } from 'zod';
import type { App } from '../platform/app.ts';
import { InvalidInput } from '../platform/errors.ts';
import { parseInput, requiredLine, line } from '../platform/input.ts';
import { updatePublication, type Publication } from '../publications/index.ts';
import { changeTransport, checkTransport, createTransport, listTransports } from '../transports/index.ts';

/** The transport that the set-up page makes; trying again changes it. */
const NAME = 'mail-server';

const mailServer = z.strictObject({
  host: requiredLine('The server', 253),
  port: z.coerce
    .number('The port must be a number such as 587.')
    .int('The port must be a number such as 587.')
    .min(1, 'The port must be 1 or more.')
    .max(65_535, 'The port must be 65535 or less.'),
  user: line('The user', 250),
  password: z.string().max(500, 'The password must have 500 characters or fewer.'),
});
export type MailServer = z.input<typeof mailServer>;

/**
 * Gives a publication a mail server of its own, once that has let us in.
 * @throws InvalidInput for a field, or with the words of the server when it refuses.
 */
export async function connectMailServer(
  app: App,
  publication: Publication,
  input: MailServer,
): Promise<void> {
  const server = parseInput(mailServer, input);
  const smtpUrl = addressOf(server);
  const isThere = (await listTransports(app)).some(({ name }) => name === NAME);
  if (isThere) await changeTransport(app, NAME, { smtpUrl });
  else await createTransport(app, { name: NAME, kind: 'smtp', smtpUrl });
  const refusal = await checkTransport(app, NAME);
  if (refusal !== null)
    throw new InvalidInput([
      { field: 'host', message: refusal, fault: { code: 'server-said', params: { reply: refusal } } },
    ]);
  await updatePublication(app, publication.slug, { transports: [NAME] });
}

/** TLS from the first byte belongs to port 465 (RFC 8314); other ports ask for it. */
function addressOf({ host, port, user, password }: z.output<typeof mailServer>): string {
  const who = user === '' ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const url = URL.parse(`${port === 465 ? 'smtps' : 'smtp'}://${who}${host}:${port}`);
  if (!url || url.pathname !== '' || url.search !== '')
    throw new InvalidInput([
      {
        field: 'host',
        message: 'Write the name of a server, like mail.example.org.',
        fault: { code: 'server-name', params: {} },
      },
    ]);
  return url.href;
}
