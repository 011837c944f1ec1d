import type { AlertNews } from '../words/index.ts';

/** What the admins are told, without a reader's address. */
export interface Alert {
  publicationId: number;
  news: AlertNews;
  /** Undefined: now. */
  since?: Date;
}
