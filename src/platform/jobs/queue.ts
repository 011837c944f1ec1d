export interface QueueSettings {
  retryLimit: number;
  /** Seconds before the first retry. */
  retryDelay?: number;
  retryBackoff?: boolean;
  retryDelayMax?: number;
  /** How many jobs a process does at the same time. Mail waits for its server, up to a minute each, and more than its connections hold nobody up. */
  atOnce: number;
}

/** A queue, declared by the capability that does its jobs. They carry ids only, because job rows stay in the database for a while. */
export interface Queue<Data extends object = never> {
  name: string;
  settings: QueueSettings;
  /** Never set: it only ties the type of the data to the queue. */
  carries?: (data: Data) => void;
}

export const defineQueue = <Data extends object>(name: string, settings: QueueSettings): Queue<Data> => ({
  name,
  settings,
});

/** An outage of two days loses no job: tries follow at growing intervals, at most five minutes apart. */
export const PATIENTLY = { retryLimit: 1000, retryDelay: 5, retryBackoff: true, retryDelayMax: 300 };

export interface JobHandler {
  queue: Queue;
  handle(data: unknown): Promise<unknown>;
}

/** @param work may run more than once for a job (kill -9), so it must be idempotent. */
export const jobsOf = <Data extends object>(
  queue: Queue<Data>,
  work: (data: Data) => Promise<unknown>,
): JobHandler => ({ queue, handle: (data) => work(data as Data) });
