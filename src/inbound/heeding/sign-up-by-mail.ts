import type { App } from '../../platform/app.ts';
import { parseEmailAddress } from '../../platform/mail/email-address.ts';
import { getPublicationById } from '../../publications/index.ts';
import { createVisitorCount, inSlowLane, signUp, type Evidence } from '../../subscribers/index.ts';
import { whyRefused } from '../listener/recipients.ts';
import type { StoredMail } from '../store/inbound-mail.ts';

/** As the web's form writes it, but for a box. */
const SOURCE = 'mail';

/**
 * Signs up whom the From of a mail names, within all limits of the web's form: they get a mail to confirm, which proves that it was they who wrote. A mail
 * costs its writer no calculation, and one that a mail server in front hands over has no network of its own: all share the lane of such browsers.
 * @returns seconds to wait where too many come from their network, else undefined
 */
export async function signUpByMail(
  app: App,
  { peer }: Pick<StoredMail, 'peer'>,
  { publicationId, sender }: { publicationId: number; sender: string },
  evidence: Evidence,
): Promise<number | undefined> {
  const address = parseEmailAddress(sender);
  // An address that mail to us has is nobody's.
  if (!address || (await whyRefused(app, sender)) === undefined) return undefined;
  const counted = await createVisitorCount(app, 'sign-up')(peer ?? undefined, 1);
  if ('waitSeconds' in counted) return counted.waitSeconds;
  const publication = await getPublicationById(app.db, publicationId);
  await signUp(app, publication, {
    address,
    // Words of a stranger stand in no confirmation mail (BOMB-06).
    choices: { name: '', topicIds: [], rhythm: null, timeZone: null, language: null },
    source: SOURCE,
    evidence,
    visitor: inSlowLane(app, counted.visitor),
  });
  return undefined;
}
