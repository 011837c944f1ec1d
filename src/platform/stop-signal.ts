/** Npm, a shell and we ourselves may each pass on the same Ctrl-C: copies this close together are one. */
const SAME_PRESS_MS = 1000;
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Aborts at the first SIGINT or SIGTERM; the second ends the process at once.
 * @param onFirst told once, with the signal's name.
 */
export function stopSignal(onFirst: (name: string) => void): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) {
        firstAt = performance.now();
        onFirst(name);
        controller.abort();
      } else if (performance.now() - firstAt > SAME_PRESS_MS) {
        process.exit(EXIT_CODES[name]);
      }
    });
  }
  return controller.signal;
}
