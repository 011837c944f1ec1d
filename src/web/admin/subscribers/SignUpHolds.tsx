import type { SignUpHold } from '../../../reports/index.ts';
import { When } from '../components/When.tsx';

interface Props {
  holds: SignUpHold[];
  timeZone: string;
  mayAct: boolean;
}

/** Confirmation mails that wait because sign-ups spike, and what to do about it (BOMB-02). */
export function SignUpHolds({ holds, timeZone, mayAct }: Props) {
  const isSpiking = holds.some(({ why }) => why === 'spike');
  return (
    <div class="alert alert-warning" role="status">
      <div>
        <p>
          <strong>
            {isSpiking
              ? 'Far more people sign up than usual, so confirmation mails wait.'
              : 'Confirmation mails wait for their turn.'}
          </strong>
        </p>
        <ul>
          {holds.map((hold) => (
            <li key={`${hold.why} ${hold.since.toISOString()} ${hold.domain}`}>
              {describe(hold)} since <When at={hold.since} timeZone={timeZone} />
            </li>
          ))}
        </ul>
        <p>
          {isSpiking
            ? 'Perhaps a program is typing in the addresses of strangers. Nothing is lost: the mails leave by themselves when the sign-ups of the last hour are fewer again. '
            : 'A network gets five mails an hour and twenty a day until its people confirm, and a person one in a quarter of an hour and three a day: programs type in the addresses of strangers. Nothing is lost: the mails leave one after the other. '}
          Newsletters go out as usual. If you know where the people come from, for instance an article that
          many share, or a school, let the mails go now.
        </p>
        {mayAct ? (
          <form method="post" action="/admin/sign-ups/release">
            <button class="btn btn-sm">Send all that wait</button>
          </form>
        ) : (
          <p class="mb-0">An admin can do that here.</p>
        )}
      </div>
    </div>
  );
}

function describe({ isForAll, domain, mails, why }: SignUpHold): string {
  const count = mails === 1 ? '1 mail' : `${mails.toLocaleString('en')} mails`;
  if (why === 'network') return `${count} asked for from one network`;
  if (why === 'person') return `${count} to people who were mailed a moment ago`;
  return isForAll ? `${count} to all addresses` : `${count} to addresses at ${domain ?? 'one mail domain'}`;
}
