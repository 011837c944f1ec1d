import type { GetAccountCommandOutput, SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Mailer } from '../../platform/mail/mailer.ts';
import { oneAtATimeMailer } from '../one-at-a-time-mailer.ts';
import { classifySesFault, sesReply } from './classify-ses-fault.ts';
import { watchAgents, type WatchedAgents } from './watch-agents.ts';

/** SES answers within a second; waiting longer than `answerMs` brings nothing. */
const TIMEOUTS = { connectingMs: 10_000, answerMs: 60_000 };

export interface SesSettings {
  region: string;
  /** Left out: the credentials of the machine. */
  accessKeyId?: string | undefined;
  secretAccessKey?: string | undefined;
  configurationSet?: string | undefined;
  /** Left out: that of the region. */
  endpoint?: string | undefined;
  /** How many at most at once. */
  connections: number;
}

interface OpenClient {
  client: SESv2Client;
  agents: WatchedAgents;
}

/**
 * Hands mail to Amazon SES by its API (v2, SendEmail with the raw message). SES signs with DKIM itself and puts a Date and a
 * Message-ID of its own in front, so that our signature would not hold: none is made.
 * Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 * @param timeouts for tests.
 */
export function createSesMailer(settings: SesSettings, timeouts = TIMEOUTS): Mailer {
  const { connections, configurationSet } = settings;
  let opening: Promise<OpenClient> | undefined;
  const open = () => (opening ??= openClient(settings, timeouts));
  return {
    ...oneAtATimeMailer('ses', connections, async ({ to }, source, { fromAddress }) => {
      const trail = { isHandedOver: false };
      try {
        const { client, agents } = await open();
        const { SendEmailCommand } = await import('@aws-sdk/client-sesv2');
        const command = new SendEmailCommand({
          // SES takes only addresses that it has verified, and puts a return path of its own on the mail.
          FromEmailAddress: fromAddress,
          Destination: { ToAddresses: [to] },
          Content: { Raw: { Data: source } },
          ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
        });
        noteHandOver(command, agents, trail);
        const { MessageId } = await client.send(command);
        return { kind: 'accepted', reply: `250 ${MessageId ?? 'accepted'}` };
      } catch (error) {
        return classifySesFault(error, trail.isHandedOver);
      }
    }),
    async check() {
      try {
        const account = await getAccount((await open()).client);
        return account.SendingEnabled === false ? 'SES has paused sending for this account.' : undefined;
      } catch (error) {
        return sesReply(error);
      }
    },
    async accountRate() {
      try {
        const { SendQuota } = await getAccount((await open()).client);
        const rate = SendQuota?.MaxSendRate ?? 0;
        return rate > 0 ? rate : undefined;
      } catch {
        return undefined;
      }
    },
    async close() {
      (await opening?.catch(() => undefined))?.client.destroy();
    },
  };
}

/** Notes whether the request may have reached SES: keys were found, it is signed, and its connection was made. */
function noteHandOver(
  command: SendEmailCommand,
  agents: WatchedAgents,
  trail: { isHandedOver: boolean },
): void {
  command.middlewareStack.add(
    (next) => async (request) => {
      trail.isHandedOver = true;
      try {
        return await next(request);
      } catch (error) {
        trail.isHandedOver = !agents.isOfConnecting(error);
        throw error;
      }
    },
    // The last place before the wire.
    { step: 'deserialize', priority: 'low' },
  );
}

/** Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html */
async function getAccount(client: SESv2Client): Promise<GetAccountCommandOutput> {
  const { GetAccountCommand } = await import('@aws-sdk/client-sesv2');
  return client.send(new GetAccountCommand());
}

/** The library takes megabytes, so it is loaded on first use. */
async function openClient(
  { region, accessKeyId, secretAccessKey, endpoint, connections }: SesSettings,
  { connectingMs, answerMs }: typeof TIMEOUTS,
): Promise<OpenClient> {
  const { SESv2Client } = await import('@aws-sdk/client-sesv2');
  const agents = watchAgents(connections, connectingMs);
  const { httpAgent, httpsAgent } = agents;
  const client = new SESv2Client({
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
    // A second try belongs to the ledger: after a lost answer this one might send twice (SMTP-07).
    maxAttempts: 1,
    // The library's other time-outs run while a request waits for a connection, when nothing is in doubt yet.
    requestHandler: { socketTimeout: answerMs, httpAgent, httpsAgent },
  });
  return { client, agents };
}
