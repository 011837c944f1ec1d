/** Npm, a shell and we ourselves may each pass on the same Ctrl-C: copies this close together are one. */
const SAME_PRESS_MS = 1000;
const PARENT_CHECK_MS = 500;
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Aborts at the first SIGINT or SIGTERM; the second ends the process at once.
 * @param onFirst told once, with the signal's name, or `launcher gone`.
 * @param isLaunched whether a launcher waits for this process: its death is a signal as well, since a killed one passes none on.
 */
export function stopSignal(onFirst: (name: string) => void, isLaunched: boolean): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const stop = (name: string) => {
    firstAt = performance.now();
    onFirst(name);
    controller.abort();
  };
  if (isLaunched) {
    const launcher = process.ppid;
    const check = setInterval(() => {
      if (process.ppid === launcher) return;
      clearInterval(check);
      if (!controller.signal.aborted) stop('launcher gone');
    }, PARENT_CHECK_MS).unref();
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) {
        stop(name);
      } else if (performance.now() - firstAt > SAME_PRESS_MS) {
        process.exit(EXIT_CODES[name]);
      }
    });
  }
  return controller.signal;
}
