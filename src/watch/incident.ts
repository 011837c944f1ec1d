import type { WatchNews } from '../words/index.ts';

/** Something that is wrong now. */
export interface Sighting {
  /** Null: it concerns the whole installation. */
  publicationId: number | null;
  /** What of its kind, such as a domain; one publication has one incident of each. */
  subject: string;
  /** `severe`: somebody is told at once; `minor`: when it has lasted an hour, by day. */
  severity: 'minor' | 'severe';
  params: WatchNews['params'];
  /** Left out: since it is seen. */
  since?: Date;
}
