import { defineQueue } from '../../platform/jobs/queue.ts';

/** A poll that fails is not repeated: the feed's own interval brings the next. */
export const pollQueue = defineQueue<{ feedId: number }>('feed.poll', { retryLimit: 0, atOnce: 8 });
