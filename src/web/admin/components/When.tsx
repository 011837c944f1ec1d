import { useDesk } from '../use-desk.ts';

/** A moment, in the publication's zone, with its year unless it is this one; a dash when there is none. */
export function When({ at, timeZone }: { at: Date | null; timeZone: string }) {
  const desk = useDesk();
  if (!at) return <span class="soft">–</span>;
  return (
    <time dateTime={at.toISOString()} title={`${desk.moment(at, timeZone)} (${timeZone})`}>
      {desk.shortMoment(at, timeZone)}
    </time>
  );
}
