import type { Report } from '../../sends/load-report.ts';
import type { SendProgress } from '../../../sends/index.ts';
import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';

/** One more try for those whom a send did not reach, with their number; or why there is none. */
export function Resend({
  path,
  status,
  resendable: { count, isMore },
}: {
  path: string;
  status: SendProgress['status'];
  resendable: Report['resendable'];
}) {
  const { words } = useDesk();
  if (count === 0 || status !== 'sent')
    return (
      <p class="row">
        <button class="btn" type="button" aria-disabled="true" aria-describedby="why-not">
          {words.sends.resend}
        </button>
        <span class="small soft" id="why-not">
          {status === 'sent' ? words.sends.resendNobody : words.sends.resendNot}
        </span>
      </p>
    );
  return (
    <form method="post" action={`${path}/resend`} class="row block-s">
      <button class="btn" aria-describedby="resend-means">
        <Icon name="send" />
        {isMore ? words.sends.resendMany(count) : words.sends.resendTo(count)}
      </button>
      <span class="small soft" id="resend-means">
        {words.sends.resendMeans}
      </span>
    </form>
  );
}
