import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import type { FieldError } from '../../../platform/errors.ts';
import { useDesk } from '../use-desk.ts';
import { Icon } from './Icon.tsx';
import { Note } from './Note.tsx';

/** What a form shows: the values as typed, and what is wrong with them. */
export interface FormState {
  values: Record<string, string>;
  errors: FieldError[];
}

interface Props {
  form: FormState;
  name: string;
  label: string;
  hint?: ComponentChildren;
  type?: 'text' | 'date' | 'email' | 'url' | 'password' | 'number' | 'color' | 'search';
  required?: boolean;
  autocomplete?: string;
  placeholder?: string;
  /** Lines of a text area. */
  rows?: number;
  /** A choice from these. */
  options?: { value: string; text: string }[];
  min?: number;
  max?: number;
  maxlength?: number;
  /** Of an input. */
  class?: string;
}

/** A labelled field with its fault and its hint, tied together for screen readers. */
export function Field({ form, name, label, hint, options, rows, ...input }: Props) {
  const errors = form.errors.filter(({ field }) => field === name);
  const described = [errors.length > 0 && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ');
  const shared = {
    id: name,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': errors.length > 0 ? ('true' as const) : undefined,
    autofocus: errors.length > 0 && form.errors.find(({ field }) => field !== '')?.field === name,
  };
  const value = form.values[name] ?? '';
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {options ? (
        <select {...shared}>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.text}
            </option>
          ))}
        </select>
      ) : rows ? (
        <textarea {...shared} rows={rows} required={input.required}>
          {value}
        </textarea>
      ) : (
        <input
          {...({
            ...shared,
            ...input,
            value: input.type === 'password' ? undefined : value,
          } as InputHTMLAttributes<HTMLInputElement>)}
        />
      )}
      <Faults name={name} messages={errors.map(({ message }) => message)} />
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** What is wrong with one field. */
export function Faults({ name, messages }: { name: string; messages: string[] }) {
  if (messages.length === 0) return null;
  return (
    <p class="error" id={`${name}-error`}>
      <Icon name="alert-circle" />
      {messages.join(' ')}
    </p>
  );
}

/** Says above a form that something in it is wrong, with a way to each field; faults of no field stand here. */
export function FormFaults({ form, labels }: { form: FormState; labels: Record<string, string> }) {
  const { words } = useDesk();
  if (form.errors.length === 0) return null;
  const others = form.errors.filter(({ field }) => !Object.hasOwn(labels, field));
  const own = Object.entries(labels).filter(([name]) => form.errors.some(({ field }) => field === name));
  return (
    <Note kind="bad">
      {others.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
      {own.length > 0 && (
        <>
          <p>{words.frame.nothingSaved}</p>
          <ul class="row">
            {own.map(([name, label]) => (
              <li key={name}>
                <a href={`#${name}`}>{label}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Note>
  );
}
