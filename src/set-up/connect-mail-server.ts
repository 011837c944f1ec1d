import { z } from 'zod';
import type { App } from '../platform/app.ts';
import { InvalidInput, type FieldError } from '../platform/errors.ts';
import type { ServerRefusal } from '../platform/field-faults.ts';
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
  if (refusal !== null) throw new InvalidInput([refused(server, refusal)]);
  await updatePublication(app, publication.slug, { transports: [NAME] });
}

/** In plain words, with what the server or the network said beneath. */
function refused({ host, port }: z.output<typeof mailServer>, reply: string): FieldError {
  const why = SIGNS.find(([sign]) => sign.test(reply))?.[1] ?? 'refused';
  return {
    field: 'host',
    message: `${WHY[why](host, port)}\n“${reply}”`,
    fault: { code: 'server-said', params: { why, host, port, reply } },
  };
}

/** What is wrong, by the words of servers and of Node. */
const SIGNS: [RegExp, ServerRefusal][] = [
  [/ECONNREFUSED/, 'nobody-there'],
  [/ENOTFOUND|EAI_AGAIN/, 'no-such-name'],
  [/ETIMEDOUT|time-?d? ?out/i, 'silent'],
  [/wrong version number|packet length|greeting/i, 'other-protocol'],
  [/certificate|altnames/i, 'certificate'],
  [/\b5(30|34|35)\b|authenticat|credentials|log ?in/i, 'sign-in'],
];

const WHY: Record<ServerRefusal, (host: string, port: number) => string> = {
  'nobody-there': (host, port) => `Nothing answers at ${host} on port ${port}. Check both.`,
  'no-such-name': (host) => `There is no server of the name ${host}. Check how it is written.`,
  silent: (host, port) =>
    `${host} does not answer on port ${port}. Check the port; a firewall may keep Paperround out.`,
  'other-protocol': (host, port) =>
    `${host} does not speak as expected on port ${port}. Use 465 for TLS from the beginning, else 587.`,
  certificate: (host) => `The certificate of ${host} cannot be trusted.`,
  'sign-in': (host) => `${host} does not accept this user with this password.`,
  refused: (host) => `${host} refused the connection.`,
};

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
