import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database.ts';
import type { Keys } from '../platform/keys.ts';
import { mayBeOwn, type Mailer, type MailOutcome } from '../platform/mail/mailer.ts';
import { createKeyRing } from '../sender-domains/index.ts';
import { limitSingleMails } from './throttle/limited-mailer.ts';
import { createSmtpMailer, createManners, type Manners } from '../mailers/index.ts';
import { feedCircuit } from './circuit.ts';
import { habitsOf, noteHabits } from './habit-queries.ts';
import { brokenMailer, openTransport, serverOf } from './open-transport.ts';

import { DEFAULT_TRANSPORT } from './transport.ts';
import { findTransportSettings, listInOrder, type TransportSettings } from './transport-queries.ts';

/**
 * All transports of the installation behind one mailer: `default` is the server of `SMTP_URL`, or the built-in mailbox while
 * that is unset. Mail that this program signs is signed with the active DKIM keys. A single mail that a transport cannot
 * take goes over the next of its own at once.
 */
export function createMailer(
  config: Pick<Config, 'smtpUrl' | 'publicUrl' | 'sendConnections' | 'dataDir'>,
  db: Db,
  keys: Pick<Keys, 'open' | 'addressHashes'>,
): Mailer & Required<Pick<Mailer, 'over'>> {
  const means = { config, db, keys, keyRing: createKeyRing(db, keys) };
  const open = new Map<string, OpenTransport>();

  /** With its settings of this moment: a change needs no restart. */
  const opened = (name: string, found: TransportSettings): Mailer => {
    const known = open.get(name);
    const isSame = known?.changedAt === found.changedAt.getTime();
    if (!isSame) void known?.mailer.close();
    const { mailer, manners, server } = isSame ? known : openAnew(name, found);
    manners.refresh(habitsOf(found.habits, server), found.messagesPerConnection);
    return mailer;
  };
  const openAnew = (name: string, { kind, settings, changedAt }: TransportSettings): OpenTransport => {
    const server = serverOf(means, name, kind, settings);
    const manners = createManners(async (news) => noteHabits(db, name, server ?? '', news));
    const unlimited = openTransport(means, name, kind, settings, manners);
    // `sendAll` has no limit of its own: its messages passed a throttle before they were pulled.
    const mailer: Mailer = { ...unlimited, ...limitSingleMails(unlimited, db, name) };
    const transport = { changedAt: changedAt.getTime(), mailer, manners, server };
    open.set(name, transport);
    return transport;
  };
  const over = async (name: string): Promise<Mailer> => {
    const found = await findTransportSettings(db, name);
    return found ? opened(name, found) : brokenMailer(`The transport ${name} no longer exists.`);
  };
  return {
    name: 'transports',
    concurrency: config.sendConnections,
    over,
    async send(mail) {
      let outcome: MailOutcome = NO_TRANSPORT;
      for (const transport of await listInOrder(db, mail.transports ?? [DEFAULT_TRANSPORT])) {
        const { name, isFaulty } = transport;
        outcome = await opened(name, transport).send(mail);
        const isOut = isOutOfOrder(outcome);
        const fault = isOut && !mayBeOwn(outcome) ? outcome.reply : undefined;
        await feedCircuit(db, name, { isAnswering: isAnswer(outcome) && isFaulty, fault });
        if (!isOut) break;
      }
      return outcome;
    },
    sendAll: async (next) => (await over(DEFAULT_TRANSPORT)).sendAll(next),
    async close() {
      await Promise.all([...open.values()].map(async ({ mailer }) => mailer.close()));
    },
  };
}

interface OpenTransport {
  changedAt: number;
  mailer: Mailer;
  manners: Manners;
  server: string | undefined;
}

const NO_TRANSPORT: MailOutcome = {
  kind: 'server',
  scope: 'transport',
  reply: 'None of its transports exists any more.',
};
/** The server judged the message, whatever it said of it: it works. */
const isAnswer = (outcome: MailOutcome) => outcome.kind !== 'server' && outcome.kind !== 'unknown';
const isOutOfOrder = (outcome: MailOutcome) => outcome.kind === 'server' && outcome.scope === 'transport';

/** Connects to the server of `SMTP_URL` and signs in, sending nothing. @returns its words when it refuses. */
export async function checkMailServer(smtpUrl: string, { publicUrl }: Pick<Config, 'publicUrl'>) {
  return createSmtpMailer({ smtpUrl, publicUrl }).check?.();
}
