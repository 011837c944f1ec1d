import { PASSWORD_MINIMUM } from '../../../accounts/index.ts';
import { Field, type FormState } from '../components/Field.tsx';
import type { View } from '../view.ts';

export const PASSWORD_HINT = `${PASSWORD_MINIMUM} characters or more. A few words in a row are easy to remember and hard to guess.`;

export function setPasswordView(email: string, token: string, form: FormState): View {
  const content = (
    <form class="stack" method="post" action={`/set-password/${token}`}>
      <p>
        For <strong>{email}</strong>. This signs you out everywhere.
      </p>
      <input type="hidden" name="email" value={email} autocomplete="username" />
      <Field
        form={form}
        name="password"
        label="New password"
        type="password"
        autocomplete="new-password"
        required
        hint={PASSWORD_HINT}
      />
      <button class="btn btn-main btn-wide">Set the password</button>
    </form>
  );
  return { title: 'Choose a password', layout: 'narrow', content };
}

/** For links that were used or are too old. */
export function linkGoneView(advice: string): View {
  const content = (
    <div class="stack">
      <p>It was already used, it is too old, or a newer one has replaced it.</p>
      <p>{advice}</p>
    </div>
  );
  return { title: 'This link no longer works', layout: 'narrow', content, status: 404 };
}
