import { defineQueue, PATIENTLY } from '../../platform/jobs/queue.ts';

export const importQueue = defineQueue<{ importId: number }>('import.run', { ...PATIENTLY, atOnce: 1 });
