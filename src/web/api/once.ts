import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Request } from 'express';
import { inTransaction, type App } from '../../platform/app.ts';
import { Conflict } from '../../platform/errors.ts';
import { hashUpload } from './hash-upload.ts';
import {
  claimForUpload,
  claimIdempotencyKey,
  releaseUploadClaim,
  renewUploadClaim,
  storeIdempotentAnswer,
  storeUploadAnswer,
  type EarlierAnswer,
} from './idempotency.ts';
import { statusOf, type Call, type Endpoint } from './operation.ts';

interface Answer {
  status: number;
  body: unknown;
}
type AnyCall = Call<unknown, unknown, unknown>;

/** Runs a create at most once for a key. */
export function once(
  app: App,
  operation: Endpoint,
  call: AnyCall,
  key: string,
  request: Request,
): Promise<Answer> {
  const keyHash = digest(call.caller, operation.method, operation.path, key);
  const headHash = digest(request.originalUrl, JSON.stringify(request.body ?? null));
  return operation.uploads.length > 0
    ? onceUploaded(app, operation, call, keyHash, headHash, request)
    : onceInTransaction(app, operation, call, keyHash, headHash);
}

const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest();

/** The key, the work and the answer commit together. */
function onceInTransaction(
  app: App,
  operation: Endpoint,
  call: AnyCall,
  keyHash: Buffer,
  requestHash: Buffer,
): Promise<Answer> {
  return inTransaction(app, async (inner) => {
    const earlier = await claimIdempotencyKey(inner.db, keyHash, requestHash);
    const { status, isSecret } = operation;
    if (earlier) {
      const { body, ...answer } = same(earlier, requestHash);
      return { ...answer, body: isSecret ? unsealed(app, keyHash, body) : body };
    }
    const body = (await operation.handle({ ...call, app: inner })) ?? null;
    const kept = isSecret ? sealed(app, keyHash, body) : body;
    await storeIdempotentAnswer(inner.db, keyHash, { requestHash, status, body: kept });
    return { status, body };
  });
}

const labelOf = (keyHash: Buffer) => `idempotent-answer:${keyHash.toString('hex')}`;

const sealed = ({ keys }: App, keyHash: Buffer, body: unknown) =>
  keys.seal(labelOf(keyHash), JSON.stringify(body));

function unsealed({ keys }: App, keyHash: Buffer, kept: unknown): unknown {
  const text = typeof kept === 'string' ? keys.open(labelOf(keyHash), kept) : undefined;
  if (text === undefined)
    throw new Conflict(
      'idempotent-answer-lost',
      'What this Idempotency-Key led to was done, and the answer can no longer be read: look it up.',
    );
  return JSON.parse(text);
}

function same({ requestHash, status, body }: EarlierAnswer, wanted: Buffer): Answer {
  if (!requestHash.equals(wanted))
    throw new Conflict('idempotency-key-reused', 'This Idempotency-Key was used for another request.');
  return { status, body };
}

const RENEW_MS = 5000;
const LOOK_AGAIN_MS = 500;

/**
 * What is uploaded may take an hour to arrive, so no transaction spans it: the key is claimed, and the answer is kept with the
 * work's last commit. Two at once: the second waits for the first. A holder that died is succeeded after 20 s.
 */
async function onceUploaded(
  app: App,
  operation: Endpoint,
  call: AnyCall,
  keyHash: Buffer,
  headHash: Buffer,
  request: Request,
): Promise<Answer> {
  const upload = hashUpload(request, operation.uploads);
  let hash: Promise<Buffer> | undefined;
  const wholeHash = () =>
    (hash ??= upload.digest().then((file) => digest(headHash.toString('hex'), file.toString('hex'))));
  const token = randomBytes(32);
  const { status } = operation;
  let isKept = false;
  const keep: AnyCall['keep'] = async (db, body) => {
    const requestHash = await wholeHash();
    isKept = await storeUploadAnswer(db, keyHash, token, { requestHash, status, body });
    if (!isKept)
      throw new Conflict('idempotency-key-taken', 'Another request with this Idempotency-Key arrived first.');
  };
  try {
    const earlier = await claim(app, keyHash, token, request);
    if (earlier) return same(earlier, await wholeHash());
    const renewal = setInterval(
      () => void renewUploadClaim(app.db, keyHash, token).catch(() => {}),
      RENEW_MS,
    );
    try {
      const body = (await operation.handle({ ...call, upload: upload.open, keep })) ?? null;
      if (!isKept) await keep(app.db, body);
      return { status: statusOf(operation, body), body };
    } catch (error) {
      await releaseUploadClaim(app.db, keyHash, token).catch(() => {});
      throw error;
    } finally {
      clearInterval(renewal);
    }
  } finally {
    upload.close();
  }
}

async function claim(
  { db }: App,
  keyHash: Buffer,
  token: Buffer,
  request: Request,
): Promise<EarlierAnswer | undefined> {
  for (;;) {
    const found = await claimForUpload(db, keyHash, token);
    if (found === 'claimed') return undefined;
    if (found !== 'taken') return found;
    if (request.destroyed || request.socket.destroyed)
      throw Object.assign(new Error('The upload ended early.'), { status: 400 });
    await pause(LOOK_AGAIN_MS);
  }
}
