import type { GetAccountCommandOutput, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Mailer } from '../../platform/mailer.ts';
import { mailerOf } from '../hand-over.ts';
import type { SesSettings } from '../transports/settings.ts';
import { classifySesFault } from './classify-ses-fault.ts';

const CONNECTING_MS = 10_000;
/** SES answers within a second; whoever waits longer than this learns nothing more. */
const ANSWER_MS = 60_000;

/**
 * Hands mail to Amazon SES by its API (v2, SendEmail with the raw message). SES signs with DKIM itself and puts a Date and a
 * Message-ID of its own in front, so that our signature would not hold: none is made.
 * Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export function createSesMailer(settings: SesSettings): Mailer {
  const { connections, configurationSet } = settings;
  let opening: Promise<SESv2Client> | undefined;
  const client = () => (opening ??= openClient(settings));
  return {
    ...mailerOf('ses', connections, async ({ from, to }, source) => {
      try {
        const { SendEmailCommand } = await import('@aws-sdk/client-sesv2');
        const command = new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: { Raw: { Data: source } },
          ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
        });
        const { MessageId } = await (await client()).send(command);
        return { kind: 'accepted', reply: `250 ${MessageId ?? 'accepted'}` };
      } catch (error) {
        return classifySesFault(error);
      }
    }),
    async check() {
      try {
        const account = await getAccount(await client());
        return account.SendingEnabled === false ? 'SES has paused sending for this account.' : undefined;
      } catch (error) {
        return classifySesFault(error).reply;
      }
    },
    async accountRate() {
      try {
        const { SendQuota } = await getAccount(await client());
        const rate = SendQuota?.MaxSendRate ?? 0;
        return rate > 0 ? rate : undefined;
      } catch {
        return undefined;
      }
    },
    async close() {
      (await opening?.catch(() => undefined))?.destroy();
    },
  };
}

/** Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html */
async function getAccount(client: SESv2Client): Promise<GetAccountCommandOutput> {
  const { GetAccountCommand } = await import('@aws-sdk/client-sesv2');
  return client.send(new GetAccountCommand());
}

/** The library takes megabytes, so it is loaded by whoever uses it. */
async function openClient({
  region,
  accessKeyId,
  secretAccessKey,
  endpoint,
  connections,
}: SesSettings): Promise<SESv2Client> {
  const { SESv2Client } = await import('@aws-sdk/client-sesv2');
  const sockets = { maxSockets: connections, keepAlive: true };
  return new SESv2Client({
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
    // A second try belongs to the ledger: after a lost answer this one might send twice (SMTP-07).
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECTING_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
      httpAgent: sockets,
      httpsAgent: sockets,
    },
  });
}
