import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { TooHard } from '../platform/processes/child-lanes.ts';
import { Conflict } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import type { ComposedMail, MailOutcome } from '../platform/mail/mailer.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { getPublicationById, sendingObstacle } from '../publications/index.ts';
import { says } from '../words/index.ts';
import { findSuppression, NOBODY } from '../subscribers/index.ts';
import { composeMail } from './compose-mail.ts';
import { findContent } from './content-queries.ts';
import { getSendRow } from './queries.ts';
import { asChosen, type SendKinds } from './send-kind.ts';
import type { Send, SendContent } from './send.ts';

const address = z
  .string('The address must be text.')
  .max(1000, 'This is not a valid email address.')
  .transform((text, context) => {
    const parsed = parseTypedAddress(text);
    if (parsed) return parsed;
    context.addIssue({ code: 'custom', message: 'This is not a valid email address.' });
    return z.NEVER;
  });

export const testFields = z.strictObject({
  to: z
    .array(address)
    .min(1, 'Name an address to send the test to.')
    .max(5, 'A test can go to five addresses at most.')
    .transform((addresses) => [...new Map(addresses.map((entry) => [entry.key, entry])).values()]),
});

export interface TestResult {
  to: string;
  /** `accepted`, or whose fault it was that it was not: as in MailOutcome. */
  outcome: MailOutcome['kind'];
  reply: string;
}

export const SUPPRESSED_REPLY = 'This address is suppressed: it must not be mailed.';

/** Who said never again, complained or does not exist gets no test either (SUP-01). */
const SUPPRESSED = {
  kind: 'recipient',
  reply: SUPPRESSED_REPLY,
} as const;

/**
 * Sends the very email of a send to a few addresses at once. It is in no ledger, counts nowhere, and the unsubscribe link
 * in it belongs to nobody.
 * @throws InvalidInput, NotFound, and Conflict when nothing may be sent yet.
 */
export async function sendTest(
  app: App,
  kinds: SendKinds,
  publicationId: number,
  id: number,
  input: z.input<typeof testFields>,
): Promise<TestResult[]> {
  const { to } = parseInput(testFields, input);
  const send = await getSendRow(app.db, publicationId, id);
  const content = await contentOf(app, kinds, send).catch(orSayTooHard);
  const { transports } = await getPublicationById(app.db, publicationId);
  await audit(app, { action: 'send.tested', subject: `send:${id}`, details: { count: to.length } });
  const results = await Promise.all(
    to.map(async ({ key, delivery }) => {
      const isSuppressed = await findSuppression(app.db, app.keys.addressHashes(key), publicationId);
      const { kind, reply } = isSuppressed
        ? SUPPRESSED
        : await app.mailer.send({ ...testMail(app, send, content, delivery), transports });
      return { to: delivery, outcome: kind, reply };
    }),
  );
  const accepted = results.filter(({ outcome }) => outcome === 'accepted').length;
  app.log.info({ event: 'send.tested', sendId: id, accepted, count: to.length });
  return results;
}

function orSayTooHard(error: unknown): never {
  if (error instanceof TooHard)
    throw new Conflict('too-hard', 'This email takes too much time or memory to lay out.');
  throw error;
}

/** What went out or will; before it is prepared, what it would be now. */
async function contentOf(app: App, kinds: SendKinds, send: Send): Promise<SendContent> {
  const prepared = await findContent(app.db, send.id);
  if (prepared) return prepared;
  const publication = await getPublicationById(app.db, send.publicationId);
  const obstacle = sendingObstacle(publication);
  if (obstacle !== undefined) throw new Conflict('sending-obstacle', says(obstacle));
  return asChosen(send, await kinds[send.kind].preview(app, send, publication));
}

/** The bytes that a reader without a name gets, but for the subject's mark and links of nobody. */
function testMail(app: App, send: Send, content: SendContent, recipient: string): ComposedMail {
  const letter = composeMail(app, {
    send,
    content,
    // A Message-ID of its own, or mail programs would take the real one for a copy of the test.
    messageKey: randomBytes(32),
    linksOf: NOBODY,
    date: app.now(),
    subjectMark: '[Test] ',
  });
  const reader = { ...NOBODY, name: '', address: recipient };
  const envelopeFrom = letter.envelopeFrom(reader);
  const personal = letter.personal(reader, envelopeFrom);
  return {
    envelopeFrom,
    from: { name: content.sender.fromName, address: content.sender.fromAddress },
    to: personal.to,
    source: letter.skeleton.render(personal, Buffer.alloc(0)),
  };
}
