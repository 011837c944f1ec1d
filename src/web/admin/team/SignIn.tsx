import type { KeptForm } from '../kept-form.ts';
import type { View } from '../view.ts';
import { Note } from '../components/Note.tsx';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';

/** @param next where to go afterwards. */
export function signInView(form: FormState, next?: string): View {
  return { title: 'Sign in', layout: 'narrow', content: <SignIn form={form} next={next} /> };
}

function SignIn({ form, next }: { form: FormState; next: string | undefined }) {
  return (
    <>
      <FormFaults form={form} labels={{}} />
      {form.values['kept'] && (
        <Note kind="warn">
          You were signed out meanwhile. What you typed is kept: sign in, and then send it.
        </Note>
      )}
      <form class="stack" method="post" action="/admin/sign-in">
        {next && <input type="hidden" name="next" value={next} />}
        {form.values['kept'] && <input type="hidden" name="kept" value={form.values['kept']} />}
        <Field form={form} name="email" label="Email" type="email" autocomplete="username" required />
        <Field
          form={form}
          name="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          required
        />
        <button class="btn btn-main btn-wide">Sign in</button>
        <button class="btn btn-wide" formaction="/admin/sign-in-link" formnovalidate>
          Email me a sign-in link instead
        </button>
      </form>
      <p class="small soft">
        The link needs no password, and works even after too many wrong passwords. To set a new password, ask
        the person who runs this installation to run <code>npx paperround user reset-password</code>.
      </p>
    </>
  );
}

/** The form that somebody sent after their session had ended, once they are signed in again. */
export function keptFormView({ path, values }: KeptForm): View {
  const content = (
    <form class="stack" method="post" action={path}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p>You are signed in again. What you typed is here and not sent yet.</p>
      <button class="btn btn-main btn-wide">Send it now</button>
      <p class="small">
        <a href="/admin">Do not send it</a>
      </p>
    </form>
  );
  return { title: 'Signed in', layout: 'narrow', content };
}

/** Mail scanners open links: only the button signs in. */
export function signInByLinkView(email: string, token: string): View {
  const content = (
    <form class="stack" method="post" action={`/admin/sign-in/${token}`}>
      <p>
        You sign in as <strong>{email}</strong>.
      </p>
      <button class="btn btn-main btn-wide">Sign in</button>
    </form>
  );
  return { title: 'Sign in', layout: 'narrow', content };
}

/** What a visitor sees before there is an admin. */
export const NO_ADMIN: View = {
  title: 'Welcome to Paperround',
  layout: 'narrow',
  content: (
    <div class="stack">
      <p>Nobody can sign in yet. There are two ways to set up the first admin and publication:</p>
      <ul>
        <li>
          Open the one-time link that Paperround printed when it started, in the terminal or the log of the
          service. It begins with <code>/setup/</code> and works for a week; a restart prints a fresh one.
        </li>
        <li>
          Or run <code>npx paperround setup --help</code> on this machine and follow the example.
        </li>
      </ul>
      <p class="soft">The link makes sure that only you can set this up.</p>
    </div>
  ),
};
