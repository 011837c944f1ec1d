import type { App } from '../../../src/platform/app.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { getSend, type SendProgress } from '../../../src/sends/index.ts';
import { makePublication } from '../app/publications.ts';
import type { ScriptedSmtp } from '../mail/scripted-smtp.ts';
import { prepareLetter } from './letters.ts';
import { makeArticle, makeReaders, mendTransports, prepareSendOf } from './sends.ts';

export interface SendScene {
  publication: Publication;
  sendId: number;
  /** Ids of its readers, domain by domain. */
  readerIds: number[];
  /** The send as pages and the API show it now. */
  show(): Promise<SendProgress>;
}

interface SceneFields {
  /** What is sent: an article of this title unless it is a letter. */
  of?: 'letter' | { title?: string };
  publication?: Record<string, unknown>;
}

/**
 * A send that is prepared and has mailed nobody yet, in a publication of its own.
 * @param readers how many, or how many of each domain.
 */
export async function sendScene(
  app: App,
  readers: number | Record<string, number>,
  { of = {}, publication: fields = {} }: SceneFields = {},
): Promise<SendScene> {
  const publication = await makePublication(app, fields);
  const domains = typeof readers === 'number' ? { 'readers.example': readers } : readers;
  const readerIds: number[] = [];
  for (const [domain, count] of Object.entries(domains))
    readerIds.push(...(await makeReaders(app, publication, count, domain)));
  const sendId =
    of === 'letter'
      ? await prepareLetter(app, publication)
      : await prepareSendOf(app, await makeArticle(app, publication, of));
  return { publication, sendId, readerIds, show: () => getSend(app.db, publication.id, sendId) };
}

/** As if nothing had happened yet: mail servers are friendly, nothing is under way, every transport works, nobody is suppressed. */
export async function startAnew(app: App, ...servers: ScriptedSmtp[]): Promise<void> {
  for (const server of servers) {
    server.script = () => undefined;
    for (const list of [server.accepted, server.messages, server.commands]) list.length = 0;
  }
  await app.db.raw(`update sends set status = 'cancelled' where status <> 'sent'`);
  await app.db.raw('delete from suppressions');
  await mendTransports(app);
}
