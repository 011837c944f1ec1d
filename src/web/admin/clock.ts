/** A time of day as people type it: `7`, `7:00`, `0700`, `7.00` are `07:00`; undefined for what is none of 24 hours. */
export function readClock(text: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.]?([0-5]\d))?$/.exec(text.trim().replace(/\s*(?:Uhr|h)$/i, ''));
  const [, hour = '', minute = '00'] = found ?? [];
  return found && Number(hour) < 24 ? `${hour.padStart(2, '0')}:${minute}` : undefined;
}
