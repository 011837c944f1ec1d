// Preloaded into a process (node --import) whose clock is to be wrong by CLOCK_SHIFT_MS.
const shift = Number(process.env['CLOCK_SHIFT_MS'] ?? 0);
const TrueDate = Date;
globalThis.Date = class extends TrueDate {
  constructor(...given: [] | [number | string | Date]) {
    super(...((given.length === 0 ? [TrueDate.now() + shift] : given) as [number]));
  }
  static override now() {
    return TrueDate.now() + shift;
  }
} as DateConstructor;
