const COLOURS: Record<string, string> = {
  active: 'bg-green-lt',
  sent: 'bg-green-lt',
  sending: 'bg-blue-lt',
  preparing: 'bg-blue-lt',
  scheduled: 'bg-azure-lt',
  held: 'bg-yellow-lt',
  paused: 'bg-yellow-lt',
  failing: 'bg-red-lt',
  gone: 'bg-red-lt',
};

/** The state of a feed or a send, in the words of the source. */
export function Status({ status }: { status: string }) {
  return <span class={`badge ${COLOURS[status] ?? 'bg-secondary-lt'}`}>{status}</span>;
}
