import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../../platform/app.ts';
import {
  claimForUpload,
  findAnswer,
  releaseUploadClaim,
  renewUploadClaim,
  storeUploadAnswer,
} from '../api/idempotency.ts';

const RENEW_MS = 5000;
const LOOK_AGAIN_MS = 300;

/**
 * Does what a form asks for once, however often it arrives: the second of a double click waits and gets the answer of the first.
 * The answer is kept for two days. @param key of the form that was shown, and what makes it another one when it is changed.
 */
export async function onceByForm<Result>(
  app: App,
  key: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const keyHash = hashOf(app, key);
  const token = randomBytes(32);
  for (;;) {
    const found = await claimForUpload(app.db, keyHash, token);
    if (found === 'claimed') break;
    if (found !== 'taken') return found.body as Result;
    await pause(LOOK_AGAIN_MS);
  }
  const renewal = setInterval(() => void renewUploadClaim(app.db, keyHash, token).catch(() => {}), RENEW_MS);
  try {
    const body = await work();
    await storeUploadAnswer(app.db, keyHash, token, { requestHash: keyHash, status: 200, body });
    return body;
  } catch (error) {
    await releaseUploadClaim(app.db, keyHash, token).catch(() => {});
    throw error;
  } finally {
    clearInterval(renewal);
  }
}

/** What the form of this key led to; undefined when it led nowhere, or somebody else sent it. */
export const answerOfForm = (app: App, key: string): Promise<unknown> => findAnswer(app.db, hashOf(app, key));

const hashOf = ({ actor }: App, key: string) =>
  createHash('sha256').update(`form\n${actor}\n${key}`).digest();
