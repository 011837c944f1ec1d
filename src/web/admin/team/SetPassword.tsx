import { PASSWORD_MINIMUM } from '../../../accounts/index.ts';
import type { Desk } from '../../../words/index.ts';
import { Field, type FormState } from '../components/Field.tsx';
import { Phrase } from '../components/Phrase.tsx';
import type { View } from '../view.ts';

export function setPasswordView(
  { words: { door } }: Desk,
  { email, token }: { email: string; token: string },
  form: FormState,
): View {
  const content = (
    <form class="stack" method="post" action={`/set-password/${token}`}>
      <p>
        <Phrase>{door.passwordFor(email)}</Phrase>
      </p>
      <input type="hidden" name="email" value={email} autocomplete="username" />
      <Field
        form={form}
        name="password"
        label={door.newPassword}
        type="password"
        autocomplete="new-password"
        required
        hint={door.passwordHint(PASSWORD_MINIMUM)}
      />
      <button class="btn btn-main btn-wide">{door.setPassword}</button>
    </form>
  );
  return { title: door.choosePassword, layout: 'narrow', content };
}

/** For links that were used or are too old. @param kind whose advice stands below. */
export function linkGoneView({ words }: Desk, kind: 'signIn' | 'password' | 'setUp'): View {
  const { gone } = words.door;
  const content = (
    <div class="stack">
      <p>{gone.why}</p>
      <p>
        <Phrase>{gone[kind]}</Phrase>
      </p>
    </div>
  );
  return { title: gone.title, layout: 'narrow', content, status: 404 };
}
