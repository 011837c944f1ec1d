import { Field, type FormState } from '../components/Field.tsx';

/** Where a code of an app is typed; phones offer one that they know. */
export function CodeField({ form, label, hint }: { form: FormState; label: string; hint?: string }) {
  return (
    <Field
      form={form}
      name="code"
      label={label}
      autocomplete="one-time-code"
      hint={hint}
      class="code-in"
      maxlength={20}
      required
    />
  );
}
