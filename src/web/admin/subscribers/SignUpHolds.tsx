import type { SignUpHold } from '../../../reports/index.ts';
import type { Desk } from '../../../words/index.ts';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  holds: SignUpHold[];
  timeZone: string;
  mayAct: boolean;
}

/** Confirmation mails that wait because sign-ups spike, and what to do about it (BOMB-02). */
export function SignUpHolds({ holds, timeZone, mayAct }: Props) {
  const { signUpHolds: say } = useDesk().words;
  const isSpiking = holds.some(({ why }) => why === 'spike');
  return (
    <div class="note note-warn" role="status">
      <div>
        <p>
          <strong>{isSpiking ? say.spike : say.someWait}</strong>
        </p>
        <ul>
          {holds.map((hold) => (
            <li key={`${hold.why} ${hold.since.toISOString()} ${hold.domain}`}>
              {say.since(describe(say, hold))} <When at={hold.since} timeZone={timeZone} />
            </li>
          ))}
        </ul>
        <p>
          {isSpiking ? say.spikeWhy : say.someWhy} {say.advice}
        </p>
        {mayAct ? (
          <form method="post" action="/admin/sign-ups/release">
            <button class="btn btn-small">{say.release}</button>
          </form>
        ) : (
          <p>{say.adminCan}</p>
        )}
      </div>
    </div>
  );
}

type Say = Desk['words']['signUpHolds'];

function describe(say: Say, { isForAll, domain, mails, why }: SignUpHold): string {
  if (why === 'network') return say.fromNetwork(mails);
  if (why === 'person') return say.toPerson(mails);
  if (isForAll) return say.toAll(mails);
  return domain === null ? say.toOneDomain(mails) : say.toDomain(mails, domain);
}
