import { audienceOf } from '../audiences/index.ts';
import { freezeBatches, freezeManyContents } from '../delivery/index.ts';
import { withDefaults } from '../emails/index.ts';
import { keepPictures } from '../media/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import type { Db } from '../platform/database.ts';
import { archiveMail } from './archive/archive-mail.ts';
import { insertContent } from './content-queries.ts';
import { holdSegment } from './segment-of.ts';
import { markSending, postponeSend, removeEmptySend, setTopics } from './queries.ts';
import { refuseGrown } from './second-person.ts';
import { asChosen, type Composition, type Preparation } from './send-kind.ts';
import type { Send, SendContent } from './send.ts';

type Ready = Extract<Preparation, { is: 'ready' }>;
type Prepared = Extract<Preparation, { is: 'ready' | 'composed' }>;

/** Somebody else prepared, paused or cancelled the send meanwhile: what was decided about it here is undone. */
class Overtaken extends Error {}

/**
 * Contents, audience and status in one transaction: a process that dies leaves a send that another prepares afresh. A send that has
 * nothing for anybody is no send.
 */
export async function freezeSend(
  app: App,
  send: Send,
  prepared: Prepared,
  waveMinutes: number,
): Promise<void> {
  try {
    await inTransaction(app, (inner) => freeze(inner, send, prepared, waveMinutes));
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
    app.log.info({ event: 'send.overtaken', sendId: send.id });
  }
}

async function freeze({ db, log }: App, send: Send, prepared: Prepared, waveMinutes: number): Promise<void> {
  const found =
    prepared.is === 'ready' ? await ofVariants(db, send.id, prepared) : await prepared.compose(db);
  if (found === 'changed') return postponeSend(db, send.id, null, 0);
  // Locks the row: of two that prepare the same send, the second finds it no longer `preparing`.
  if (!(await setTopics(db, send.id, prepared.is === 'ready' ? prepared.topicIds : null)))
    throw new Overtaken();
  if (found === 'empty') {
    await removeEmptySend(db, send.id);
    log.info({ event: 'send.empty', sendId: send.id });
    return;
  }
  const { subject, audienceSize } = await store(db, send, found, waveMinutes > 0);
  await markSending(db, send.id, { subject, audienceSize, warnings: prepared.warnings ?? [], waveMinutes });
  log.info({ event: 'send.prepared', sendId: send.id, audienceSize });
}

async function ofVariants(
  db: Db,
  sendId: number,
  { variants, lockSource, settle }: Ready,
): Promise<Composition | 'changed'> {
  if (lockSource && !(await lockSource(db))) return 'changed';
  const place = variants.findIndex(({ archived }) => archived !== undefined);
  const archived = variants[place]?.archived;
  const segment = await holdSegment(db, sendId);
  return {
    contents: variants.map(({ content, articles = [] }) => ({ content, articles })),
    audience: (ids) => ({
      sql: audienceOf(
        ids.map((id, place) => ({ id, who: variants[place]?.who })),
        segment,
      ),
      bindings: { id: sendId },
    }),
    ...(archived && { archived: { ...archived, place } }),
    ...(settle && { settle }),
  };
}

async function store(db: Db, send: Send, composition: Composition, isInWaves: boolean) {
  const { contents, audience, archived, hasManyContents, settle } = composition;
  const ids: number[] = [];
  let shown: SendContent | undefined;
  let subject: string | undefined;
  for (const one of contents) {
    const content = asChosen(send, one.content);
    subject ??= withDefaults(content.subject);
    if (ids.length === archived?.place) shown = content;
    ids.push(await insertContent(db, send.id, { ...one, content }));
    await keepPictures(db, content.html);
  }
  const freeze = hasManyContents ? freezeManyContents : freezeBatches;
  const audienceSize = await freeze(db, send.id, audience(ids), isInWaves);
  await refuseGrown(db, send.id, audienceSize);
  const contentId = ids[archived?.place ?? -1];
  if (archived && shown && contentId !== undefined)
    await archiveMail(db, { sendId: send.id, contentId, content: shown, audienceSize, archived });
  await settle?.(db);
  return { subject: subject ?? send.subject, audienceSize };
}
