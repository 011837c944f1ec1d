import type { Request } from 'express';
import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { parseInput } from '../../../platform/input.ts';
import { returnOn, type ReturnFault } from '../../../rhythms/index.ts';
import { changeSubscriber, type Preferences } from '../../../subscribers/index.ts';
import type { PauseWords } from '../../../words/index.ts';
import { limitReader } from '../reader-limit.ts';
import { evidenceOf } from '../request.ts';
import { speechFor } from '../with-reader.tsx';

/** A button's day wins over the one in the field; an empty one ends the pause. */
const form = z.object({ until: z.string().max(20).optional(), date: z.string().max(20).default('') });

const WORD: Record<ReturnFault, 'notDay' | 'tooEarly' | 'tooLate'> = {
  'not-a-day': 'notDay',
  'too-early': 'tooEarly',
  'too-late': 'tooLate',
};

/**
 * Pauses a reader's mail until the day that the form names, or ends the pause.
 * @throws InvalidInput, which names the field `date`.
 */
export async function changePause(app: App, request: Request, preferences: Preferences): Promise<void> {
  const { publication, subscriber } = preferences;
  const { until, date } = parseInput(form, request.body ?? {});
  const pausedUntil =
    until === ''
      ? null
      : endOf(preferences, until ?? date, app.now(), speechFor(publication, subscriber).words.pause);
  if (pausedUntil?.getTime() === subscriber.pausedUntil?.getTime()) return;
  await limitReader(app, 'changes', subscriber.id);
  await changeSubscriber(app, subscriber, { pausedUntil }, evidenceOf(request, 'page'));
}

function endOf({ publication, subscriber }: Preferences, day: string, now: Date, words: PauseWords): Date {
  const end = returnOn(publication, subscriber, day, now);
  if (end instanceof Date) return end;
  throw new InvalidInput([{ field: 'date', message: words[WORD[end]] }]);
}
