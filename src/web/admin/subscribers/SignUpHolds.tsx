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
    <div class="note note-warn" role="status">
      <div>
        <p>
          <strong>
            {isSpiking
              ? 'Far more people than usual are signing up, so confirmation mails wait.'
              : 'Some confirmation mails wait.'}
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
            ? 'Perhaps a bot is typing in other people’s addresses. Nothing is lost: the mails go out by themselves when sign-ups are back to normal for an hour. '
            : 'Bots type in other people’s addresses. So a network gets five mails an hour and twenty a day until its people confirm, and a person gets one in 15 minutes and three a day. Nothing is lost: the mails go out one after the other. '}
          Newsletters go out as usual. If you know where these people come from, for example from a school or
          a widely shared article, send the mails now.
        </p>
        {mayAct ? (
          <form method="post" action="/admin/sign-ups/release">
            <button class="btn btn-small">Send all waiting mails</button>
          </form>
        ) : (
          <p>An admin can do this here.</p>
        )}
      </div>
    </div>
  );
}

function describe({ isForAll, domain, mails, why }: SignUpHold): string {
  const count = mails === 1 ? '1 mail' : `${mails.toLocaleString('en')} mails`;
  if (why === 'network') return `${count} requested from one network`;
  if (why === 'person') return `${count} to people who got one a moment ago`;
  return isForAll ? `${count} to all addresses` : `${count} to addresses at ${domain ?? 'one mail domain'}`;
}
