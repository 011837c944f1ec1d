import type { Passkey, SignedIn } from '../../../accounts/index.ts';
import type { Desk } from '../../../words/index.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Section } from '../components/Section.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import type { View } from '../view.ts';
import { SECURITY } from './proof-first.ts';

const HERE = '/admin/account/passkeys';

/** One's passkeys, and the way to one more. */
export function Passkeys({ passkeys }: { passkeys: Passkey[] }) {
  const { passkeys: say } = useDesk().words.factors;
  return (
    <Section title={say.title}>
      <p class="soft">{say.lede}</p>
      {passkeys.length > 0 && (
        <ul class="rows">
          {passkeys.map((passkey) => (
            <PasskeyLine key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      <p class="block-s">
        <a class="btn" href={HERE}>
          {say.add}
        </a>
      </p>
    </Section>
  );
}

function PasskeyLine({ passkey: { id, name, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  const { passkeys: say } = useDesk().words.factors;
  return (
    <li class="item">
      <div>
        <div>{name}</div>
        <p class="small soft">
          {say.added} <When at={createdAt} timeZone="UTC" /> ·{' '}
          {lastUsedAt ? (
            <>
              {say.lastUsed} <When at={lastUsedAt} timeZone="UTC" />
            </>
          ) : (
            say.never
          )}{' '}
          (UTC)
        </p>
      </div>
      <form method="post" action={`${HERE}/${id}/remove`}>
        <button class="btn btn-small" aria-label={say.removeNamed(name)}>
          {say.remove}
        </button>
      </form>
    </li>
  );
}

/** @param canBe whether passkeys work at the address of this installation. */
export function newPasskeyView(
  { words }: Desk,
  { isProved }: SignedIn,
  form: FormState,
  canBe: boolean,
): View {
  return {
    title: words.factors.passkeys.add,
    current: 'account',
    layout: 'narrow',
    crumbs: <a href={SECURITY}>{words.security.title}</a>,
    scripts: ['passkey'],
    content: !canBe ? <NotHere /> : isProved ? <NewPasskey form={form} /> : <ProveFirst />,
  };
}

function NewPasskey({ form }: { form: FormState }) {
  const { passkeys: say } = useDesk().words.factors;
  return (
    <>
      <FormFaults form={form} labels={{ name: say.name }} />
      <form
        class="stack"
        method="post"
        action={HERE}
        data-passkey="new"
        data-options={`${HERE}/options`}
        data-failed={say.failed}
      >
        <p>{say.lede}</p>
        <input type="hidden" name="answer" />
        <Field form={form} name="name" label={say.name} hint={say.nameHint} maxlength={60} required />
        <div>
          <button class="btn btn-main">{say.add}</button>
        </div>
        <p class="error" role="status" />
      </form>
    </>
  );
}

function NotHere() {
  return <p>{useDesk().words.factors.passkeys.notHere}</p>;
}

function ProveFirst() {
  const { passkeys: say } = useDesk().words.factors;
  return (
    <p>
      <a class="btn btn-main" href={`/admin/account/confirm?next=${encodeURIComponent(HERE)}`}>
        {say.proveFirst}
      </a>
    </p>
  );
}
