// Preloaded into a process (node --import) whose clock is to be wrong by CLOCK_SHIFT_MS, or by what the file CLOCK_SHIFT_FILE says now.
import { readFileSync } from 'node:fs';

let shift = Number(process.env['CLOCK_SHIFT_MS'] ?? 0);
const file = process.env['CLOCK_SHIFT_FILE'];
const TrueDate = Date;
if (file !== undefined)
  setInterval(() => {
    shift = Number(readFileSync(file, 'utf8'));
  }, 20).unref();
globalThis.Date = class extends TrueDate {
  constructor(...given: [] | [number | string | Date]) {
    super(...((given.length === 0 ? [TrueDate.now() + shift] : given) as [number]));
  }
  static override now() {
    return TrueDate.now() + shift;
  }
} as DateConstructor;
