import type { UnchangedCount } from '../../../subscribers/index.ts';
import { useDesk } from '../use-desk.ts';

/** Who stays as they are, and why. */
export function Stay({ unchanged }: { unchanged: UnchangedCount[] }) {
  const { bulk: say } = useDesk().words;
  if (unchanged.length === 0) return null;
  return (
    <div>
      <p>{say.stay}</p>
      <ul class="rows">
        {unchanged.map(({ code, count }) => (
          <li key={code}>{say.unchanged[code](count)}</li>
        ))}
      </ul>
    </div>
  );
}
