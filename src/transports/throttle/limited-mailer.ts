import type { Db } from '../../platform/database.ts';
import type { ComposedMail, Mail, MailOutcome, Mailer } from '../../platform/mail/mailer.ts';
import { notComposed } from '../../mailers/index.ts';
import { createDomainRoom } from './domain-room.ts';
import { openThrottle, type Throttle } from './throttle.ts';
import { domainOf } from './limit.ts';

/** A mail that would have to wait longer is to be tried again later. */
const PATIENCE_MS = 10_000;

/** Counts single mails, such as confirmations, under the same limits; a crowd has passed a throttle of its own. */
export function limitMailer(mailer: Mailer, db: Db, transport: string): Mailer {
  const room = createDomainRoom();
  return {
    ...mailer,
    async send(mail) {
      const domain = domainOf(mail.to.address);
      const leave = await room.enter(domain);
      if (!leave) return noAnswerThere;
      try {
        return await sendInTurn(mail);
      } finally {
        leave();
      }
    },
  };
  async function sendInTurn(mail: Mail | ComposedMail): Promise<MailOutcome> {
    const throttle = await openThrottle(db, { transport, isSingle: true });
    const reader = { address: mail.to.address };
    if (!(await isLetThrough(throttle, reader))) return overLimit;
    let outcome: MailOutcome = notComposed(undefined);
    try {
      outcome = await mailer.send(mail);
      return outcome;
    } finally {
      throttle.heed(reader, outcome);
    }
  }
}

async function isLetThrough(throttle: Throttle, reader: { address: string }): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS;
  while (!throttle.pick([reader])) {
    if (performance.now() > until) return false;
    await throttle.change();
  }
  return true;
}

const noAnswerThere: MailOutcome = {
  kind: 'server',
  scope: 'destination',
  reply: 'The mail server gives no answer for others of this domain.',
};
const overLimit: MailOutcome = {
  kind: 'server',
  scope: 'sender',
  reply: 'The limit of messages per second or hour is reached.',
};
