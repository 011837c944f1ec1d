import type { ComponentChildren } from 'preact';
import { FormFaults, type FormState } from '../components/Field.tsx';
import { useDesk } from '../use-desk.ts';
import { FORMS, settingsPath, type FormName } from './pages.ts';
import { BEFORE } from './settings-form.ts';

interface Props {
  slug: string;
  page: FormName;
  form: FormState;
  /** What the form is opened with, as JSON. */
  opened: string;
  children: ComponentChildren;
}

/** The form of one page, with its button. */
export function SettingsForm({ slug, page, form, opened, children }: Props) {
  const { settings, frame } = useDesk().words;
  const labels = Object.fromEntries(FORMS[page].map((name) => [name, settings.labels[name]]));
  return (
    <>
      <FormFaults form={form} labels={labels} />
      <form class="stack stack-l" method="post" action={settingsPath(slug, page)}>
        <input type="hidden" name={BEFORE} value={opened} />
        {children}
        <div class="form-foot">
          <button class="btn btn-main">{frame.save}</button>
        </div>
      </form>
    </>
  );
}
