import type { ComponentChildren } from 'preact';
import type { AroundWords } from '../../words/index.ts';

/** A sentence with something marked in its midst. */
export function Around({
  words: [before, after],
  children,
}: {
  words: AroundWords;
  children: ComponentChildren;
}) {
  return (
    <>
      {before}
      {children}
      {after}
    </>
  );
}
