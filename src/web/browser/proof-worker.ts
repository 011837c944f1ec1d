/** Solves one challenge and posts the text for the form's field, or null where the browser has no cryptography (plain http). */
import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

addEventListener('message', ({ data: challenge }: MessageEvent<Challenge>) => void answer(challenge));

async function answer(challenge: Challenge): Promise<void> {
  try {
    const solution = await solveChallenge({ challenge, deriveKey });
    postMessage(solution && btoa(JSON.stringify({ challenge, solution })));
  } catch {
    postMessage(null);
  }
}
