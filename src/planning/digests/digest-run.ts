export const DIGEST_RHYTHMS = ['daily', 'weekly', 'busy-day', 'catch-up'] as const;
export type DigestRhythm = (typeof DIGEST_RHYTHMS)[number];

/** One digest for the readers of a bucket, or for those whose pause is over. */
export interface DigestRun {
  id: number;
  publicationId: number;
  rhythm: DigestRhythm;
  /** Empty: the publication's. */
  timeZone: string;
  /** -1: the publication's time. */
  localHour: number;
  dueAt: Date;
  /** Of several runs for one moment. */
  turn: number;
  sendId: number | null;
  state: 'planned' | 'frozen' | 'empty';
  /** What an editor kept out of it as it ran. */
  droppedIds: number[];
}
