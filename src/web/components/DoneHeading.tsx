import type { ComponentChildren } from 'preact';

/** It worked. */
export function DoneHeading({ children }: { children: ComponentChildren }) {
  return (
    <div class="mark">
      <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
        <circle cx="16" cy="16" r="16" />
        <path d="m9.5 16.5 4.5 4.5 8.5-9.5" />
      </svg>
      <h1>{children}</h1>
    </div>
  );
}
