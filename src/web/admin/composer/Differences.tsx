import type { Difference } from '../../../letters/index.ts';

/** A text with what was taken out of it and put into it, word by word. */
export function Differences({ pieces }: { pieces: Difference[] }) {
  return (
    <>
      {pieces.map(({ kind, text }, place) =>
        kind === 'same' ? (
          text
        ) : kind === 'out' ? (
          <del key={place}>{text}</del>
        ) : (
          <ins key={place}>{text}</ins>
        ),
      )}
    </>
  );
}
