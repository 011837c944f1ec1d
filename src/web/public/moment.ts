import type { Publication } from '../../publications/index.ts';

/** Day and time in the publication's zone, with its name: `14 March 2027 at 09:30 CET`. */
export function momentIn({ timeZone }: Pick<Publication, 'timeZone'>, moment: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(moment);
}
