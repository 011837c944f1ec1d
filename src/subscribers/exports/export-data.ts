import { NotFound } from '../../platform/errors.ts';
import type { App } from '../../platform/app.ts';
import { getPublicationById, listTopics } from '../../publications/index.ts';
import { listFollowed } from '../../rhythms/index.ts';
import { listChanges } from '../address/address-queries.ts';
import { listConsentRecords } from '../consent-queries.ts';
import { listBefores } from '../bulk/wish-queries.ts';
import { listOldNames } from '../imports/undo-queries.ts';
import { listNotes } from '../person/note-queries.ts';
import { findSubscriber } from '../queries.ts';
import { listInboundMails, listReceivedSends, listReturnedMails } from './mail-queries.ts';

/** Everything that is kept about a reader, as plain JSON (GDPR-01). */
export async function exportSubscriberData(app: App, subscriberId: number) {
  const subscriber = await findSubscriber(app.db, subscriberId);
  if (!subscriber) throw new NotFound(`The subscriber ${subscriberId}`);
  const publication = await getPublicationById(app.db, subscriber.publicationId);
  const topics = await listTopics(app.db, subscriber.publicationId);
  const { topicIds, publicationId: _publicationId, ...profile } = subscriber;
  return {
    publication: { name: publication.name, siteUrl: publication.siteUrl },
    profile: {
      ...profile,
      topics: topics.filter(({ id }) => topicIds.includes(id)).map(({ name }) => name),
    },
    follows: (await listFollowed(app.db, subscriberId)).map(({ name, strand, followedAt, endsAt }) => ({
      name,
      strand,
      followedAt,
      endsAt,
    })),
    addressChanges: (await listChanges(app.db, subscriberId)).map((change) => ({
      from: change.oldDeliveryAddress,
      to: change.deliveryAddress,
      askedAt: change.requestedAt,
      movedAt: change.movedAt,
      undoneAt: change.undoneAt,
    })),
    namesBeforeImports: await listOldNames(app.db, subscriberId),
    beforeBulkChanges: await listBefores(app.db, subscriberId),
    consentRecords: await listConsentRecords(app.db, subscriberId),
    notesAboutYou: (await listNotes(app.db, subscriberId)).map(({ at, text }) => ({ at, text })),
    emails: await listReceivedSends(app.db, subscriberId),
    cameBack: await listReturnedMails(app.db, subscriberId),
    mailsToUs: await listInboundMails(app.db, subscriberId),
    exportedAt: app.now(),
  };
}
