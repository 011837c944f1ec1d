import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';

/** Shown by script only, where the browser knows passkeys. @param hidden what the form carries along. */
export function PasskeyButton({
  action,
  hidden = {},
}: {
  action: string;
  hidden?: Record<string, string | undefined>;
}) {
  const { passkeys: say } = useDesk().words.factors;
  return (
    <div data-needs-passkeys hidden class="stack">
      <p class="or">
        <span>{say.or}</span>
      </p>
      <form
        class="stack stack-s"
        method="post"
        action={action}
        data-passkey="use"
        data-options="/admin/sign-in/passkey/options"
        data-failed={say.failed}
      >
        <input type="hidden" name="answer" />
        {Object.entries(hidden).map(
          ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <button class="btn btn-wide">
          <Icon name="fingerprint" />
          {say.use}
        </button>
        <p class="small error" role="status" />
      </form>
    </div>
  );
}
