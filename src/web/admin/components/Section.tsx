import type { ComponentChildren } from 'preact';

interface Props {
  title: ComponentChildren;
  /** For links that lead here. */
  id?: string;
  /** Beside the heading. */
  aside?: ComponentChildren;
  children: ComponentChildren;
}

/** A heading, a hairline, and what belongs to it. */
export function Section({ title, id, aside, children }: Props) {
  return (
    <section class="sec" id={id}>
      <div class="sec-head">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** What a list is for, while there is nothing in it. */
export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <h3>{title}</h3>
      {children}
    </div>
  );
}
