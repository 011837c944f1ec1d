import type { Db } from '../platform/database.ts';
import { findNamesakes, type Send } from '../sends/index.ts';
import { finding, type Finding } from './finding.ts';

/** As long as somebody may have pressed the button twice. */
const JUST_NOW_MINUTES = 60;
/** A caller's clock may be a little off. */
const PAST_MS = 5 * 60_000;

/** Another mail under the same subject: the latest of those that went out, and the next of those that will. */
export async function checkNamesakes(db: Db, send: Send, timeZone: string): Promise<Finding[]> {
  if (send.subject.trim() === '') return [];
  const others = await findNamesakes(db, send);
  const planned = others.find(({ status }) => status === 'scheduled' || status === 'preparing');
  const sent = others.find(({ status }) => status !== 'scheduled' && status !== 'preparing');
  const found: Finding[] = [];
  if (sent) {
    const { id: sendId, minutesAgo: minutes } = sent;
    const about = [sendId, send.subject];
    found.push(
      minutes < JUST_NOW_MINUTES
        ? finding(
            { code: 'subject-just-sent', params: { sendId, minutes: Math.max(1, minutes) } },
            'subject',
            about,
          )
        : finding(
            { code: 'subject-sent-lately', params: { sendId, at: sent.at.toISOString(), timeZone } },
            'subject',
            about,
          ),
    );
  }
  if (planned) {
    const params = { sendId: planned.id, at: planned.at.toISOString(), timeZone };
    found.push(finding({ code: 'subject-planned-too', params }, 'subject', [planned.id, send.subject]));
  }
  return found;
}

/** A send that waits although its time is over. */
export function checkTime({ status, scheduledAt }: Send, timeZone: string, now: Date): Finding[] {
  const waits = status === 'scheduled' || status === 'held';
  if (!waits || scheduledAt === null || scheduledAt.getTime() > now.getTime() - PAST_MS) return [];
  return [finding({ code: 'time-passed', params: { at: scheduledAt.toISOString(), timeZone } }, 'schedule')];
}
