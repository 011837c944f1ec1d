/** A moment, in the publication's zone, with its year unless it is this one; nothing when there is none. */
export function When({ at, timeZone }: { at: Date | null; timeZone: string }) {
  if (!at) return <span class="text-secondary">–</span>;
  const isThisYear = at.getUTCFullYear() === new Date().getUTCFullYear();
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return (
    <time dateTime={at.toISOString()} title={`${at.toISOString()} (shown in ${timeZone})`}>
      {text}
    </time>
  );
}
