import { z } from 'zod';
import { moveSend, unscheduleLetter } from '../../../../letters/index.ts';
import type { App } from '../../../../platform/app.ts';
import { Conflict } from '../../../../platform/errors.ts';
import type { Publication } from '../../../../publications/index.ts';
import type { Desk } from '../../../../words/index.ts';
import { idText, ofPublication, type AdminRoute } from '../../admin-route.ts';
import { Note } from '../../components/Note.tsx';
import type { Answer } from '../../view.ts';

interface Target {
  app: App;
  desk: Desk;
  publication: Publication;
  params: { id: number };
}

export const pathOf = ({ publication, params: { id } }: Pick<Target, 'publication' | 'params'>) =>
  `/admin/${publication.slug}/sends/${id}`;

/** A change of a send that waits; a send that went out meanwhile is told of on a page of its own. */
const change = (
  verb: string,
  work: (target: Target) => Promise<Answer>,
  whenTooLate: (target: Target) => Answer,
): AdminRoute =>
  ofPublication.button({
    path: `/sends/:id/${verb}`,
    role: 'editor',
    right: 'send',
    params: z.object({ id: idText }),
    async act(shown) {
      try {
        return await work(shown);
      } catch (error) {
        if (!(error instanceof Conflict) || error.code === 'not-a-letter') throw error;
        return whenTooLate(shown);
      }
    },
  });

function TooLate({ path, words: { schedule } }: { path: string; words: Desk['words'] }) {
  return (
    <div class="stack">
      <Note kind="warn">
        <p>{schedule.tooLate}</p>
        <p>{schedule.tooLatePause}</p>
      </Note>
      <form class="row" method="post" action={`${path}/pause`}>
        <button class="btn btn-main">{schedule.pause}</button>
        <a class="btn btn-plain" href={path}>
          {schedule.openSend}
        </a>
      </form>
    </div>
  );
}

/** What can be done about a send that waits for its time. */
export const waitingRoutes: AdminRoute[] = [
  change(
    'unschedule',
    async (shown) => {
      await unscheduleLetter(shown.app, shown.publication.id, shown.params.id);
      return { to: `${pathOf(shown)}/edit`, notice: 'send-taken-back' };
    },
    (shown) => ({
      title: shown.desk.words.schedule.tooLateTitle,
      current: 'sends',
      layout: 'narrow',
      status: 409,
      content: <TooLate path={pathOf(shown)} words={shown.desk.words} />,
    }),
  ),
  change(
    'send-now',
    async (shown) => {
      await moveSend(shown.app, shown.publication.id, shown.params.id, {});
      return { to: pathOf(shown), notice: 'send-goes-now' };
    },
    (shown) => ({ to: pathOf(shown) }),
  ),
];
