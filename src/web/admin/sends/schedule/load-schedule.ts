import { checkSend, type CheckReport } from '../../../../checks/index.ts';
import { viewSendAudience } from '../../../../explain/index.ts';
import { KINDS } from '../../../../kinds.ts';
import { findLetter } from '../../../../letters/index.ts';
import type { App } from '../../../../platform/app.ts';
import type { Publication } from '../../../../publications/index.ts';
import { listCalendar } from '../../../../reports/index.ts';
import { getSendRow, type Send } from '../../../../sends/index.ts';
import { loadPeople, type People } from '../../composer/people.ts';
import type { Plan } from './effect.ts';

/** No page waits for other people’s servers; what they answer is there at the next look, which script takes. */
const PATIENCE_MS = 80;
const DAY_MS = 24 * 3600_000;
/** As far as the days that have a name, and the zones of the world. */
const DAYS_AHEAD = 7;

export interface Schedule {
  send: Send;
  report: CheckReport;
  plan: Plan;
  people: People;
  /** Counts the changes of what was written; null where nobody wrote it. */
  version: number | null;
  preheader: string;
}

/** What the page of a send shows before it is scheduled. */
export async function loadSchedule(app: App, publication: Publication, id: number): Promise<Schedule> {
  const send = await getSendRow(app.db, publication.id, id);
  const [report, plan, letter, people] = await Promise.all([
    checkSend(app, KINDS, publication.id, id, { patienceMs: PATIENCE_MS }),
    loadPlan(app, publication, send),
    findLetter(app.db, id),
    loadPeople(app),
  ]);
  return { send, report, plan, people, version: letter?.version ?? null, preheader: letter?.preheader ?? '' };
}

export async function loadPlan(app: App, publication: Publication, send: Send): Promise<Plan> {
  const now = app.now();
  const range = { from: now, to: new Date(now.getTime() + DAYS_AHEAD * DAY_MS), limit: 200 };
  const [audience, entries] = await Promise.all([
    viewSendAudience(app, publication.id, send.id, {}),
    listCalendar(app.db, publication.id, range),
  ]);
  const others = entries.filter(({ sendId }) => sendId !== send.id);
  return { subject: send.subject, undoSeconds: publication.undoSeconds, audience, now, others };
}
