import type { App } from '../../../platform/app.ts';
import { getPublication } from '../../../publications/index.ts';
import { getSubscriber, type Evidence } from '../../../subscribers/index.ts';

/** Whom an address names. @throws NotFound */
export async function found(app: App, { slug, id }: { slug: string; id: number }) {
  const publication = await getPublication(app.db, slug);
  return { publication, subscriber: await getSubscriber(app.db, publication.id, id) };
}

/** Whoever holds a key acts for the publisher, so no address of a person is known here. */
export function evidenceOf(caller: string): Evidence {
  return { channel: 'api', ip: null, userAgent: null, details: { caller } };
}
