import { bePresent, getLetter, listPresentInDrafts } from '../../../letters/index.ts';
import type { App } from '../../../platform/app.ts';
import { listTopics, type Publication } from '../../../publications/index.ts';
import { getSendRow, type Send } from '../../../sends/index.ts';
import type { DraftShown } from './draft-form.ts';
import { loadPeople } from './people.ts';

export type LoadedDraft = Awaited<ReturnType<typeof loadDraft>>;

/** Somebody else who has a draft open. */
export interface Other {
  name: string;
  isWriting: boolean;
}

/** A letter as the composer shows it. @throws NotFound, Conflict for a send that is no letter. */
export async function loadDraft(app: App, publication: Publication, id: number) {
  const send = await getSendRow(app.db, publication.id, id);
  const letter = await getLetter(app, publication.id, id);
  const { preheader, markdown, topics: slugs, rhythm, segment, version, writtenAt } = letter;
  const shown: DraftShown = {
    subject: send.subject,
    preheader,
    markdown,
    audience: { topics: slugs, rhythm, segment },
  };
  return { send, version, writtenAt, shown, topics: await listTopics(app.db, publication.id) };
}

/** Others who have it open now, and its version. The person who asks is seen by them from now on. */
export async function othersIn(
  app: App,
  publication: Publication,
  id: number,
  me: { userId: number; isWriting: boolean },
): Promise<{ others: Other[]; version: number }> {
  const { here, version } = await bePresent(app, publication.id, id, me);
  const { named } = await loadPeople(app);
  const others = here
    .filter(({ userId }) => userId !== me.userId)
    .map(({ userId, isWriting }) => ({ name: named(userId), isWriting }));
  return { others, version };
}

/** Others who have a draft of this publication open now, by the draft. */
export async function othersInDrafts(
  app: App,
  { id }: Publication,
  me: number,
): Promise<Map<number, Other[]>> {
  const others = (await listPresentInDrafts(app.db, id)).filter(({ userId }) => userId !== me);
  const { named } = others.length > 0 ? await loadPeople(app) : { named: () => '' };
  const drafts = Map.groupBy(others, ({ sendId }) => sendId);
  return new Map(
    [...drafts].map(([sendId, here]) => [
      sendId,
      here.map(({ userId, isWriting }) => ({ name: named(userId), isWriting })),
    ]),
  );
}

/** Whether the words of a send can still be changed. */
export const isDraft = ({ status, startedAt }: Send) =>
  status === 'draft' || (status === 'held' && startedAt === null);
