import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

/** What can be done with one row. It opens without script. @param label names the row, too. */
export function RowMenu({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <details class="menu">
      <summary class="btn btn-small btn-icon" aria-label={label}>
        <Icon name="dots" />
      </summary>
      <div class="menu-sheet">{children}</div>
    </details>
  );
}

/** An entry of a menu that does something at once. */
export function MenuButton({
  to,
  icon,
  fields = {},
  children,
}: {
  to: string;
  icon: IconName;
  fields?: Record<string, string>;
  children: ComponentChildren;
}) {
  return (
    <form method="post" action={to}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button>
        <Icon name={icon} />
        {children}
      </button>
    </form>
  );
}
