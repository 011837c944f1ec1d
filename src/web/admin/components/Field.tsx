import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import type { FieldError } from '../../../platform/errors.ts';

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
  type?: 'text' | 'email' | 'url' | 'password' | 'number' | 'color';
  required?: boolean;
  autocomplete?: string;
  placeholder?: string;
  /** Lines of a text area. */
  rows?: number;
  /** A choice from these. */
  options?: { value: string; text: string }[];
  min?: number;
  max?: number;
}

/** A labelled field with its hint and its fault, tied together for screen readers. */
export function Field({ form, name, label, hint, options, rows, ...input }: Props) {
  const errors = form.errors.filter(({ field }) => field === name);
  const described = [hint && `${name}-hint`, errors.length > 0 && `${name}-error`].filter(Boolean).join(' ');
  const shared = {
    id: name,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': errors.length > 0 ? ('true' as const) : undefined,
    autofocus: errors.length > 0 && form.errors.find(({ field }) => field !== '')?.field === name,
  };
  const invalid = errors.length > 0 ? ' is-invalid' : '';
  const value = form.values[name] ?? '';
  return (
    <div class="mb-3">
      <label class={input.required ? 'form-label required' : 'form-label'} for={name}>
        {label}
      </label>
      {options ? (
        <select {...shared} class={`form-select${invalid}`}>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.text}
            </option>
          ))}
        </select>
      ) : rows ? (
        <textarea {...shared} class={`form-control${invalid}`} rows={rows} required={input.required}>
          {value}
        </textarea>
      ) : (
        <input
          {...({
            ...shared,
            ...input,
            class: `form-control${input.type === 'color' ? ' form-control-color' : ''}${invalid}`,
            value: input.type === 'password' ? undefined : value,
          } as InputHTMLAttributes<HTMLInputElement>)}
        />
      )}
      {errors.map(({ message }) => (
        <div key={message} id={`${name}-error`} class="invalid-feedback d-block">
          {message}
        </div>
      ))}
      {hint && (
        <div id={`${name}-hint`} class="form-hint">
          {hint}
        </div>
      )}
    </div>
  );
}

/** Says above a form that something in it is wrong; faults of no field stand here. */
export function FormFaults({ form, fields }: { form: FormState; fields: string[] }) {
  if (form.errors.length === 0) return null;
  const others = form.errors.filter(({ field }) => !fields.includes(field));
  const text = 'Nothing is saved yet. Please check the marked fields below.';
  return (
    <div class="alert alert-danger" role="alert">
      {others.length > 0 ? others.map(({ message }) => message).join(' ') : text}
    </div>
  );
}
