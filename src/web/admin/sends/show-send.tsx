import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { MessageState } from '../../../delivery/index.ts';
import { getSendDetails } from '../../../letters/index.ts';
import { listLeavers } from '../../../reports/index.ts';
import {
  CANCELLABLE,
  exportMessages,
  findArchiveState,
  findSendMessages,
  getSend,
  getSendRow,
  type SendProgress,
  type SendStatus,
} from '../../../sends/index.ts';
import type { App } from '../../../platform/app.ts';
import type { Publication } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';
import { watchSend } from '../../live/watch-send.ts';
import { loadReport } from '../../sends/load-report.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { Icon } from '../components/Icon.tsx';
import type { Answer, View } from '../view.ts';
import { CancelSend } from './CancelSend.tsx';
import type { ArchiveShown } from './InArchive.tsx';
import { LiveSend } from './LiveSend.tsx';
import { MESSAGE_FILTERS, type MessageList } from './Messages.tsx';
import { newsOf } from './progress-news.ts';
import { SendCrumbs, sendPath, subjectOf } from './send-places.tsx';
import { SendReport } from './SendReport.tsx';
import { StoppedSend } from './StoppedSend.tsx';
import { viewWaiting } from './schedule/view-waiting.tsx';

const sendParams = z.object({ id: idText });

/** What each page of a send is given. */
interface Shown {
  app: App;
  desk: Desk;
  publication: Publication;
  query: Record<string, unknown>;
  mayEdit: boolean;
  /** Whether the person may start and stop mail. */
  maySend: boolean;
  send: SendProgress;
}

/** Which page a send has while it stands like this. */
const PAGES: Record<SendStatus, (shown: Shown) => Promise<Answer>> = {
  // Who may not write looks at it.
  draft: async ({ publication, send, mayEdit }) => ({
    to: `${sendPath(publication.slug, send.id)}/${mayEdit ? 'edit' : 'preview'}`,
  }),
  scheduled: (shown) => viewWaiting(shown, framed(shown)),
  held: (shown) => viewWaiting(shown, framed(shown)),
  preparing: viewLive,
  sending: viewLive,
  // It may have been stopped before its audience was frozen.
  paused: (shown) => (shown.send.startedAt === null ? viewStopped(shown) : viewLive(shown)),
  sent: viewReport,
  cancelled: viewReport,
};

export const oneSendRoutes = [
  ofPublication.page({
    path: '/sends/:id',
    role: 'viewer',
    params: sendParams,
    async view({ app, desk, publication, params, query, may, maySend }) {
      const send = await getSend(app.db, publication.id, params.id);
      const mayEdit = may('editor');
      const rights = { mayEdit, maySend: mayEdit && maySend };
      return PAGES[send.status]({ app, desk, publication, query, send, ...rights });
    },
  }),
  ofPublication.page({
    path: '/sends/:id/events',
    role: 'viewer',
    params: sendParams,
    async view({ app, desk, publication, params }) {
      const watched = await watchSend(app, publication.id, params.id);
      const { isOver } = watched;
      return {
        follow: (live, stream) =>
          live.follow(
            // A draft has a page of its own.
            { ...watched, isOver: (send) => isOver(send) || send.status === 'draft' },
            stream,
            (send) => stream.tell('news', newsOf(desk, send, publication.timeZone)),
            () => stream.tell('still', {}),
          ),
      };
    },
  }),
  ofPublication.page({
    path: '/sends/:id/cancel',
    role: 'editor',
    right: 'send',
    params: sendParams,
    async view({ app, desk, publication, params }) {
      const send = await getSend(app.db, publication.id, params.id);
      const path = sendPath(publication.slug, send.id);
      if (!CANCELLABLE.includes(send.status)) return { to: path };
      const { audienceEstimate } = await getSendDetails(app.db, publication.id, send.id);
      const { words } = desk;
      return {
        title: send.counts.accepted > 0 ? words.sends.cancelTitle : words.sends.cancelWaiting,
        current: 'sends',
        layout: 'narrow',
        crumbs: <SendCrumbs slug={publication.slug} desk={desk} here={subjectOf(desk, send)} />,
        content: <CancelSend path={path} send={send} estimate={audienceEstimate} />,
      };
    },
  }),
  ofPublication.page({
    path: '/sends/:id/messages.csv',
    role: 'viewer',
    params: sendParams,
    async view({ app, publication, params, query }) {
      const { id } = await getSendRow(app.db, publication.id, params.id);
      const state = stateIn(query);
      return {
        fileName: `send-${id}-messages.csv`,
        type: 'text/csv',
        pieces: exportMessages(app.db, publication.id, id, state && [state]),
      };
    },
  }),
];

const LEAVERS = 50;

async function viewLive(shown: Shown): Promise<View> {
  const { app, publication, send } = shown;
  const [report, messages, archive] = await Promise.all([
    loadReport(app, publication.id, send.id),
    loadMessages(shown),
    loadArchive(shown),
  ]);
  const path = sendPath(publication.slug, send.id);
  return {
    ...framed(shown),
    actions: <LiveActions {...shown} />,
    scripts: ['live'],
    content: (
      <LiveSend
        path={path}
        timeZone={publication.timeZone}
        send={send}
        report={report}
        messages={messages}
        archive={archive}
      />
    ),
  };
}

async function viewReport(shown: Shown): Promise<View> {
  const { app, publication, send, maySend } = shown;
  const [report, leavers, messages, archive] = await Promise.all([
    loadReport(app, publication.id, send.id),
    listLeavers(app.db, send.id, LEAVERS),
    loadMessages(shown),
    loadArchive(shown),
  ]);
  return {
    ...framed(shown),
    actions: <ReportActions {...shown} />,
    content: (
      <SendReport
        path={sendPath(publication.slug, send.id)}
        timeZone={publication.timeZone}
        send={send}
        report={report}
        leavers={leavers}
        messages={messages}
        archive={archive}
        maySend={maySend}
      />
    ),
  };
}

async function viewStopped(shown: Shown): Promise<View> {
  const { publication, send, maySend } = shown;
  const path = sendPath(publication.slug, send.id);
  const props = { path, send, timeZone: publication.timeZone, maySend };
  return { ...framed(shown), content: <StoppedSend {...props} /> };
}

function framed({ desk, publication, send }: Shown): Omit<View, 'content'> {
  const subject = subjectOf(desk, send);
  return {
    title: subject,
    current: 'sends',
    heading: <h1 class="theirs">{subject}</h1>,
    crumbs: <SendCrumbs slug={publication.slug} desk={desk} here={desk.words.kinds[send.kind]} />,
  };
}

function LiveActions({ desk, publication, send, maySend }: Shown) {
  const { sends: words } = desk.words;
  const path = sendPath(publication.slug, send.id);
  if (!maySend) return null;
  return (
    <form method="post" action={`${path}/${send.status === 'paused' ? 'resume' : 'pause'}`} class="row">
      {send.status !== 'paused' ? (
        <button class="btn">
          <Icon name="player-pause" />
          {words.pause}
        </button>
      ) : (
        <button class="btn btn-main">
          <Icon name="player-play" />
          {words.resume}
        </button>
      )}
      <a class="btn" href={`${path}/cancel`}>
        {words.cancelRest}
      </a>
    </form>
  );
}

/** Only what somebody wrote can be used again. */
function ReportActions({ desk, publication, send, mayEdit }: Shown) {
  const { sends: words } = desk.words;
  const path = sendPath(publication.slug, send.id);
  return (
    <>
      {send.counts.audience > 0 && (
        <a class="btn" href={`${path}/preview`}>
          <Icon name="eye" />
          {words.asItWent}
        </a>
      )}
      {mayEdit && send.articleId === null && (
        <form method="post" action={`${path}/copy`}>
          <input type="hidden" name="form" value={randomUUID()} />
          <button class="btn">
            <Icon name="copy" />
            {words.useAgain}
          </button>
        </form>
      )}
    </>
  );
}

/** Undefined where the publication has no archive. */
async function loadArchive({ app, publication, send, maySend }: Shown): Promise<ArchiveShown | undefined> {
  if (!publication.archive) return undefined;
  const state = await findArchiveState(app.db, publication.id, send.id);
  return state && { ...state, url: `/${publication.slug}/archive/${send.id}`, maySend };
}

const PAGE = 25;

async function loadMessages({ app, publication, query, send }: Shown): Promise<MessageList> {
  const state = stateIn(query);
  const find = typeof query['q'] === 'string' ? query['q'].trim().slice(0, 320) : '';
  const after = idText.safeParse(query['after']).data ?? 0;
  const states = state && [state];
  const search = { states, find, after, limit: PAGE };
  const { messages, next } = await findSendMessages(app.db, publication.id, send.id, search);
  const whyPath = `/admin/${publication.slug}/explain?send=${send.id}`;
  return { state, find, entries: messages, next, isFirst: after === 0, whyPath };
}

const stateIn = (query: Record<string, unknown>): MessageState | undefined =>
  MESSAGE_FILTERS.find((known) => known === query['state']);
