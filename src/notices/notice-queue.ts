import { defineQueue, PATIENTLY } from '../platform/jobs/queue.ts';

export const noticeQueue = defineQueue<{ noticeId: number }>('notice.send', { ...PATIENTLY, atOnce: 48 });
