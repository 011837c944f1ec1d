import { defineQueue } from '../../platform/jobs/queue.ts';

/** A look that fails is not repeated: mail does not wait for it longer than for a feed. */
export const pageQueue = defineQueue<{ articleIds: number[] }>('article.pages', {
  retryLimit: 0,
  atOnce: 4,
});
