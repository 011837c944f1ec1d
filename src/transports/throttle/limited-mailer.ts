import type { Db } from '../../platform/database.ts';
import type { ComposedMail, Mail, MailOutcome, Mailer } from '../../platform/mail/mailer.ts';
import { notComposed } from '../../mailers/index.ts';
import { createDomainRoom } from './domain-room.ts';
import { domainOf } from './limit.ts';
import { openThrottle, type Throttle } from './throttle.ts';
import type { Slot } from './throttle-scope.ts';

/** A mail that would have to wait longer is to be tried again later. */
const PATIENCE_MS = 10_000;

/**
 * Sends single mails, such as confirmations, under the limits of a transport and of their domains. The messages of a send do not
 * come here: a run asks a throttle for each of them before it is pulled.
 */
export function limitSingleMails(mailer: Pick<Mailer, 'send'>, db: Db, transport: string): SingleMailer {
  const room = createDomainRoom();
  return {
    async send(mail) {
      const leave = await room.enter(domainOf(mail.to.address));
      if (!leave) return noAnswerThere;
      try {
        return await sendInTurn(mailer, await openThrottle(db, { transport, isSingle: true }), mail);
      } finally {
        leave();
      }
    },
  };
}

export type SingleMailer = Pick<Mailer, 'send'>;

async function sendInTurn(
  mailer: SingleMailer,
  throttle: Throttle,
  mail: Mail | ComposedMail,
): Promise<MailOutcome> {
  const slot = await slotFor(throttle, { address: mail.to.address });
  if (!slot) return overLimit;
  let outcome: MailOutcome = notComposed(undefined);
  try {
    outcome = await mailer.send(mail);
    return outcome;
  } finally {
    throttle.heed(slot, outcome);
  }
}

async function slotFor(
  throttle: Throttle,
  reader: { address: string },
): Promise<Slot<{ address: string }> | undefined> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const slot = throttle.pick([reader]);
    if (slot || performance.now() > until) return slot;
    await throttle.change();
  }
}

const noAnswerThere: MailOutcome = {
  kind: 'server',
  scope: 'destination',
  reply: 'The mail server has not answered other messages to this domain.',
};
const overLimit: MailOutcome = {
  kind: 'server',
  scope: 'sender',
  reply: 'The limit of messages per second or hour is reached.',
};
