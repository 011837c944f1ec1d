import type { SendKindName } from './send.ts';

/**
 * Why the database knows nothing of a span of time: nobody gave a sign of life (`down`), this machine knows of later signs
 * than the database (`older`), the files are a copy that starts (`copied`), or a backup was restored (`restored`).
 */
export type GapKind = 'down' | 'older' | 'copied' | 'restored';

export interface Gap {
  id: number;
  kind: GapKind;
  fromAt: Date;
  untilAt: Date;
}

/** What an operator decides about what was due in a gap. */
export type GapAnswer = 'release' | 'drop';

export interface HeldSend {
  id: number;
  publicationId: number;
  /** Slug of the publication. */
  publication: string;
  kind: SendKindName;
  subject: string;
  scheduledAt: Date | null;
  /** Why it is held, as sentences. */
  why: string;
}

/** `Paperround was down from 5 Mar 2026, 06:10 CET to 5 Mar 2026, 11:40 CET.` */
export function sayGap({ kind, fromAt, untilAt }: Omit<Gap, 'id'>, timeZone: string): string {
  const [from, until] = [momentOf(fromAt, timeZone), momentOf(untilAt, timeZone)];
  if (kind === 'down') return `Paperround was down from ${from} to ${until}.`;
  if (kind === 'older')
    return `This database is older than what this installation has sent: it knows nothing of the time from ${from} to ${until}.`;
  if (kind === 'copied')
    return `The data of this installation are a copy from ${from} that started at ${until}.`;
  return `A backup from ${from} was restored at ${until}.`;
}

/** What an editor reads on a held send. */
export const sayHeld = (gap: Omit<Gap, 'id'>, timeZone: string): string =>
  `${sayGap(gap, timeZone)} This was due by then, so it may have been sent already. Release it to send it now, or drop it if another copy sent it.`;

/** What an editor reads on a letter that was due too long ago. */
export const sayLate = (dueAt: Date, timeZone: string): string =>
  `It was due at ${momentOf(dueAt, timeZone)} and could not go out then. Release it to send it now, or cancel it.`;

function momentOf(at: Date, timeZone: string): string {
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return at.toLocaleString('en-GB', { ...day, ...time, timeZone });
}
