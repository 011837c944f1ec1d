interface Step {
  href: string;
  text: string;
}

/** To the first page of a list, and to the next; undefined where that leads nowhere. */
export function Paging({ steps }: { steps: (Step | undefined)[] }) {
  const there = steps.filter((step) => step !== undefined);
  if (there.length === 0) return null;
  return (
    <p class="row small block-s">
      {there.map(({ href, text }) => (
        <a key={text} class="btn btn-small" href={href}>
          {text}
        </a>
      ))}
    </p>
  );
}
