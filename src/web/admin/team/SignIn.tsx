import { TRUST_DAYS, type PendingSignIn } from '../../../accounts/index.ts';
import type { Desk } from '../../../words/index.ts';
import type { KeptForm } from '../kept-form.ts';
import type { View } from '../view.ts';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Phrase } from '../components/Phrase.tsx';
import { useDesk } from '../use-desk.ts';
import { PasskeyButton } from './PasskeyButton.tsx';
import { CodeField } from './CodeField.tsx';

/** @param next where to go afterwards. @param provider of single sign-on. */
export function signInView(
  { words }: Desk,
  form: FormState,
  next?: string,
  provider?: { name: string },
): View {
  const content = <SignIn form={form} next={next} provider={provider} />;
  return { title: words.door.signIn, layout: 'narrow', content, scripts: ['passkey'] };
}

function SignIn({
  form,
  next,
  provider,
}: {
  form: FormState;
  next: string | undefined;
  provider: { name: string } | undefined;
}) {
  const { door } = useDesk().words;
  return (
    <>
      <FormFaults form={form} labels={{}} />
      {form.values['kept'] && <Note kind="warn">{door.keptWhileSignedOut}</Note>}
      <form class="stack" method="post" action="/admin/sign-in">
        {next && <input type="hidden" name="next" value={next} />}
        {form.values['kept'] && <input type="hidden" name="kept" value={form.values['kept']} />}
        <Field form={form} name="email" label={door.email} type="email" autocomplete="username" required />
        <Field
          form={form}
          name="password"
          label={door.password}
          type="password"
          autocomplete="current-password"
          required
        />
        <button class="btn btn-main btn-wide">{door.signIn}</button>
        <button class="btn btn-wide" formaction="/admin/sign-in-link" formnovalidate>
          {door.linkInstead}
        </button>
      </form>
      <PasskeyButton action="/admin/sign-in/passkey" hidden={{ next, kept: form.values['kept'] }} />
      {provider && !form.values['kept'] && (
        <a class="btn btn-wide" href={`/admin/sign-in/sso?next=${encodeURIComponent(next ?? '/admin')}`}>
          <Icon name="shield-check" />
          {door.sso.button(provider.name)}
        </a>
      )}
      <p class="small soft">
        <Phrase>{door.linkHelp}</Phrase>
      </p>
    </>
  );
}

/** Asks for the second step. @param pending whose it is. */
export function codeView(
  { words: { door } }: Desk,
  form: FormState,
  pending: PendingSignIn | undefined,
): View {
  const { title, keyTitle } = door.code;
  const content = <Code form={form} pending={pending} />;
  const hasApp = pending?.hasAuthenticator ?? true;
  return { title: hasApp ? title : keyTitle, layout: 'narrow', content, scripts: ['passkey'] };
}

function Code({ form, pending }: { form: FormState; pending: PendingSignIn | undefined }) {
  const { code } = useDesk().words.door;
  const hidden = ['next', 'kept'].filter((name) => form.values[name]);
  const hasApp = pending?.hasAuthenticator ?? true;
  const label = hasApp ? code.label : code.keyLabel;
  return (
    <>
      <FormFaults form={form} labels={{ code: label }} />
      <p>
        <Phrase>{(hasApp ? code.lede : code.keyLede)(pending?.email ?? '')}</Phrase>
      </p>
      <form class="stack" method="post" action="/admin/sign-in/code">
        {hidden.map((name) => (
          <input key={name} type="hidden" name={name} value={form.values[name]} />
        ))}
        <CodeField form={{ ...form, values: {} }} label={label} {...(hasApp && { hint: code.recovery })} />
        <label class="tick">
          <input type="checkbox" name="trust" value="on" checked={form.values['trust'] === 'on'} />
          <span>{code.trust(TRUST_DAYS)}</span>
        </label>
        <button class="btn btn-main btn-wide">{code.button}</button>
      </form>
      {pending && pending.passkeys > 0 && (
        <PasskeyButton action="/admin/sign-in/passkey" hidden={form.values} />
      )}
      <p class="small">
        <a href="/admin/sign-in">{code.again}</a>
      </p>
    </>
  );
}

/**
 * The form that somebody sent after their session had ended, once they are signed in again.
 * @param first what they have to set up before, in a tab of its own.
 */
export function keptFormView({ words }: Desk, { path, values }: KeptForm, first?: string): View {
  const { door, factors } = words;
  const content = (
    <form class="stack" method="post" action={path}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p>{first ? factors.keptNotSent : door.keptNotSent}</p>
      {first && (
        <a class="btn btn-main btn-wide" href={first} target="_blank" rel="noopener">
          {factors.setUp}
        </a>
      )}
      <button class={first ? 'btn btn-wide' : 'btn btn-main btn-wide'}>{door.sendKept}</button>
      <p class="small">
        <a href="/admin">{door.leaveKept}</a>
      </p>
    </form>
  );
  return { title: first ? factors.title : door.signedIn, layout: 'narrow', content };
}

/** Mail scanners open links: only the button signs in. */
export function signInByLinkView({ words: { door } }: Desk, email: string, token: string): View {
  const content = (
    <form class="stack" method="post" action={`/admin/sign-in/${token}`}>
      <p>
        <Phrase>{door.signInAs(email)}</Phrase>
      </p>
      <button class="btn btn-main btn-wide">{door.signIn}</button>
    </form>
  );
  return { title: door.signIn, layout: 'narrow', content };
}

/** What a visitor sees before there is an admin. */
export function noAdminView({ words }: Desk): View {
  const { title, lede, byLink, byCommand, why } = words.door.noAdmin;
  const content = (
    <div class="stack">
      <p>{lede}</p>
      <ul>
        <li>
          <Phrase>{byLink}</Phrase>
        </li>
        <li>
          <Phrase>{byCommand}</Phrase>
        </li>
      </ul>
      <p class="soft">{why}</p>
    </div>
  );
  return { title, layout: 'narrow', content };
}
