/** It worked. */
export function Tick() {
  return (
    <svg class="sign" viewBox="0 0 64 64" width="64" height="64" aria-hidden="true">
      <circle class="sign-paper" cx="32" cy="32" r="30" />
      <path class="sign-line" d="m20 33 9 9 16-19" />
    </svg>
  );
}
