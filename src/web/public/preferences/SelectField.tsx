interface SelectProps {
  name: string;
  label: string;
  hint?: string;
  error: string | undefined;
  value: string;
  options: (readonly [value: string, text: string])[];
}

/** A list to choose from. What is stored and not in it stays a choice. */
export function SelectField({ name, label, hint, error, value, options }: SelectProps) {
  const isKnown = options.some(([known]) => known === value);
  const described = [hint && `${name}-hint`, error && `${name}-fault`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select
        id={name}
        name={name}
        aria-describedby={described || undefined}
        aria-invalid={error ? 'true' : undefined}
      >
        {isKnown ? null : (
          <option value={value} selected>
            {value}
          </option>
        )}
        {options.map(([known, text]) => (
          <option value={known} selected={known === value} key={known}>
            {text}
          </option>
        ))}
      </select>
      {hint ? (
        <span class="small" id={`${name}-hint`}>
          {hint}
        </span>
      ) : null}
      {error ? (
        <p class="fault" id={`${name}-fault`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}
