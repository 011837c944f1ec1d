/** Solves one challenge and posts the text for the form's field, or null where the browser cannot. */
import { solve, type Challenge } from './proof/solve.ts';

addEventListener('message', ({ data: challenge }: MessageEvent<Challenge>) => {
  void solve(challenge).then(
    (answer) => postMessage(answer),
    () => postMessage(null),
  );
});
