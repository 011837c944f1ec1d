const isMac = /Mac|iP(hone|ad|od)/.test(navigator.userAgent);

/** `Mod-b`: with Cmd on a Mac, else with Ctrl. */
export function isPressed(event: KeyboardEvent, key: string): boolean {
  const [name = '', mod] = key.split('-').toReversed();
  const isMod = isMac ? event.metaKey : event.ctrlKey;
  return event.key.toLowerCase() === name.toLowerCase() && isMod === (mod === 'Mod') && !event.altKey;
}
