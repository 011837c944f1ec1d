import type { App } from '../../platform/app.ts';
import { getSend, type SendProgress } from '../../sends/index.ts';
import type { Watched } from './watches.ts';

/** How a send goes, until it is over. @throws NotFound */
export async function watchSend(app: App, publicationId: number, id: number): Promise<Watched<SendProgress>> {
  const look = () => getSend(app.db, publicationId, id);
  return {
    key: `send:${id}`,
    first: await look(),
    look,
    isOver: ({ status }) => status === 'sent' || status === 'cancelled',
  };
}
