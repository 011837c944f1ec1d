import { createLanes, TooHard } from '../../platform/processes/child-lanes.ts';
import { InvalidInput } from '../../platform/errors.ts';
import { workerFile } from '../../platform/paths.ts';

export interface CleanJob {
  summary: string;
  html: string;
  /** Of the article: a picture that says it as its alt says nothing new. */
  title?: string;
  /** What relative addresses are relative to. */
  url: string;
}

export interface Cleaned {
  summary: string;
  html: string;
  /** The first picture. */
  image: string | undefined;
}

const run = createLanes<CleanJob, Cleaned>({
  file: workerFile('articles/parsing/clean-worker.ts'),
  deadlineMs: 5_000,
  memoryMb: 192,
  lanes: 2,
});

/** Makes pushed HTML fit for emails and pages, off the loop. @throws InvalidInput when that takes too much time or memory. */
export async function cleanInChild(job: CleanJob, limits: { deadlineMs?: number } = {}): Promise<Cleaned> {
  try {
    return await run(job, limits);
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
    const message =
      'The html takes too much time or memory to be read: something in it is repeated very often.';
    throw new InvalidInput([{ field: 'html', message }]);
  }
}
