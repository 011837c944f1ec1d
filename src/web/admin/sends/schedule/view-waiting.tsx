import { viewSendAudience } from '../../../../explain/index.ts';
import { findLetter } from '../../../../letters/index.ts';
import type { App } from '../../../../platform/app.ts';
import { findDigestRhythm } from '../../../../planning/index.ts';
import type { Publication } from '../../../../publications/index.ts';
import { listCalendar } from '../../../../reports/index.ts';
import type { SendProgress } from '../../../../sends/index.ts';
import type { Desk } from '../../../../words/index.ts';
import { loadReport } from '../../../sends/load-report.ts';
import { Icon } from '../../components/Icon.tsx';
import { State } from '../../components/State.tsx';
import { localOf } from '../../calendar/days.ts';
import type { View } from '../../view.ts';
import { History } from '../History.tsx';
import { sendPath } from '../send-places.tsx';
import { HeldSend } from './HeldSend.tsx';
import { ScheduledSend, UndoClock, type WaitingProps } from './ScheduledSend.tsx';

interface Shown {
  app: App;
  desk: Desk;
  publication: Publication;
  mayEdit: boolean;
  maySend: boolean;
  send: SendProgress;
}

const DAY_MS = 24 * 3600_000;
const ALSO = 3;

/** The page of a send that waits for its time, or for a decision. */
export async function viewWaiting(shown: Shown, frame: Omit<View, 'content'>): Promise<View> {
  const { send } = shown;
  const props = await loadWaiting(shown);
  const isHeld = send.status === 'held';
  return {
    ...frame,
    first: <UndoClock {...props} />,
    actions: (
      <>
        <State of={send.status} />
        {(props.digest === 'daily' || props.digest === 'weekly') && shown.mayEdit && (
          <a class="btn" href={`${props.path}/edition`}>
            <Icon name="pencil" />
            {shown.desk.words.edition.open}
          </a>
        )}
      </>
    ),
    scripts: ['waiting'],
    hasFrame: true,
    content: isHeld ? <HeldSend {...props} /> : <ScheduledSend {...props} />,
  };
}

async function loadWaiting(shown: Shown): Promise<WaitingProps> {
  const { app, desk, publication, maySend, send } = shown;
  const [audience, letter, report, also, digest] = await Promise.all([
    viewSendAudience(app, publication.id, send.id, {}),
    findLetter(app.db, send.id),
    loadReport(app, publication.id, send.id),
    listAlso(shown),
    findDigestRhythm(app.db, send.id),
  ]);
  const { timeZone } = publication;
  return {
    slug: publication.slug,
    path: sendPath(publication.slug, send.id),
    timeZone,
    send,
    audience,
    now: app.now(),
    undoSeconds: publication.undoSeconds,
    isWritten: letter !== undefined,
    digest,
    maySend,
    also,
    history: (
      <History title={desk.words.sends.history} send={send} entries={report.history} timeZone={timeZone} />
    ),
  };
}

/** What else goes out on its day. */
async function listAlso({ app, desk, publication: { id, timeZone }, send }: Shown): Promise<string[]> {
  const at = send.scheduledAt;
  if (!at) return [];
  const range = { from: new Date(at.getTime() - DAY_MS), to: new Date(at.getTime() + DAY_MS), limit: 100 };
  const { date } = localOf(at, timeZone);
  return (await listCalendar(app.db, id, range))
    .filter((other) => other.sendId !== send.id && localOf(other.at, timeZone).date === date)
    .filter(({ status }) => status !== 'sent')
    .slice(0, ALSO)
    .map((other) => desk.words.calendar.alsoOne(other.subject, desk.time(other.at, timeZone)));
}
