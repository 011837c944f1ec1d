import type { Returned } from '../../feedback/index.ts';
import type { App } from '../../platform/app.ts';
import { confirmByReply, unsubscribe, type Evidence } from '../../subscribers/index.ts';
import type { Heeded, StoredMail } from '../store/inbound-mail.ts';
import { understandMail, type Understanding } from '../understanding/understand.ts';
import { decide, type Deed, type Told } from './deed.ts';
import { namedHashes } from './named-hashes.ts';
import { signUpByMail } from './sign-up-by-mail.ts';
import { whomItIsAbout, type Whom } from './whom.ts';

/** What became of a mail: done with, to be forgotten, or to wait for so many seconds. */
export type Outcome =
  | { is: 'heeded'; heeded: Heeded; returned: Returned[] }
  | { is: 'gone' }
  | { is: 'later'; seconds: number };

/** A mail, what it says, and whom it is about. */
export interface Understood {
  mail: StoredMail;
  meant: Understanding;
  whom: Whom;
}

/** Understands a mail. Changes nothing. */
export async function understandStored(app: App, mail: StoredMail): Promise<Understood> {
  const meant = understandMail(mail.octets, { ...knownOf(mail), ownUrl: app.config.publicUrl });
  return { mail, meant, whom: await whomItIsAbout(app, mail, meant) };
}

/** Does what follows from a mail. What is to be written down comes back, so that many can be together. */
export async function heedMail(app: App, { mail, meant, whom }: Understood): Promise<Outcome> {
  if (whom.isGone) return { is: 'gone' };
  const deed = decide(whom.to, meant);
  const { seconds, returned } = await follow(app, mail, whom, deed);
  if (seconds !== undefined) return { is: 'later', seconds };
  return {
    is: 'heeded',
    heeded: {
      id: mail.id,
      kind: meant.kind,
      deed: deed.does,
      subscriberId: whom.reader?.subscriberId ?? null,
      about: namedHashes(app, mail, meant),
    },
    returned,
  };
}

const knownOf = ({ from, to: [to] }: StoredMail) => ({
  ...(from !== null && { from }),
  ...(to !== undefined && { to }),
});

/** @returns what is to be written down, or how long it has to wait */
async function follow(
  app: App,
  mail: StoredMail,
  whom: Whom,
  deed: Deed,
): Promise<{ returned: Returned[]; seconds?: number }> {
  const evidence: Evidence = { channel: 'mail', ip: mail.peer, userAgent: null };
  const { reader } = whom;
  if (deed.does === 'sign-up') {
    const seconds = await signUpByMail(app, mail, deed, evidence);
    return seconds === undefined ? { returned: [] } : { returned: [], seconds };
  }
  if (deed.does === 'tell') return { returned: written(mail, whom, deed.told) };
  if (reader && deed.does === 'confirm') await confirmByReply(app, reader.subscriberId, evidence);
  if (reader && deed.does === 'leave') {
    const { subscriberId, sendId } = reader;
    const details = { how: deed.how };
    await unsubscribe(app, { subscriberId, sendId: sendId ?? 0 }, { ...evidence, details });
    return { returned: written(mail, whom, leaving(deed.how)) };
  }
  return { returned: [] };
}

const leaving = (how: string): Told => ({
  type: 'unsubscribe',
  kind: how,
  status: null,
  reason: null,
  says: '',
});

/** As an event of its publication; nothing where nobody knows of which. Of who is no reader only what a person writes is noted. */
function written(mail: StoredMail, { to, reader }: Whom, told: Told): Returned[] {
  const publicationId = to && 'publicationId' in to ? to.publicationId : undefined;
  const stranger =
    publicationId !== undefined && told.type === 'reply' && told.kind === 'unknown'
      ? { publicationId, subscriberId: null, sendId: null }
      : undefined;
  const about = reader ?? stranger;
  if (!about) return [];
  return [{ ...about, ...told, source: 'inbound', key: mail.digest.toString('hex'), at: mail.at }];
}
