import { setTimeout as pause } from 'node:timers/promises';
import { answerOf, start, type Where } from './processes.ts';

/** What a taker did since it began, or was asked to begin anew; mails and events are of all the time. */
export interface Told {
  heeded: number;
  told: number;
  /** Microseconds. */
  cpu: number;
  mostMegabytes: number;
}

export type Ask = (word: 'tell' | 'reset') => Promise<Told>;

/** A process that takes mail in and heeds it (`taker.ts`). */
export function startTaker(readers: number, where: Where) {
  const taker = start(new URL('taker.ts', import.meta.url), [String(readers)], where);
  const ask: Ask = (word) => {
    const told = answerOf<Told>(taker);
    taker.send(word);
    return told;
  };
  return {
    ask,
    /** Where it listens, and the return path of each reader. */
    ready: answerOf<{ port: number; paths: string[] }>(taker),
    stop: () => void taker.kill(),
  };
}

/** Waits until all that was handed over is heeded, or nothing more is. */
export async function untilHeeded(ask: Ask, sent: number): Promise<Told> {
  for (let last = -1; ;) {
    const told = await ask('tell');
    if (told.heeded >= sent || told.heeded === last) return told;
    last = told.heeded;
    await pause(3000);
  }
}
