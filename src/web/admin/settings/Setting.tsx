import type { ComponentChildren } from 'preact';
import type { Desk } from '../../../words/index.ts';
import { Field, type FormState } from '../components/Field.tsx';
import { useDesk } from '../use-desk.ts';

export type SettingName = keyof Desk['words']['settings']['labels'];

type Props = Omit<Parameters<typeof Field>[0], 'name' | 'label'> & { name: SettingName };

/** A field with the label of its setting, and its hint where it has one. */
export function Setting({ name, hint, ...field }: Props) {
  const { labels, hints } = useDesk().words.settings;
  const known: Partial<Record<SettingName, string>> = hints;
  return <Field {...field} name={name} label={labels[name]} hint={hint ?? known[name]} />;
}

/** Settings that belong together. */
export function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="stack block-s">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** What every group gets. */
export interface GroupProps {
  form: FormState;
}
