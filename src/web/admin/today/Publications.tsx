import type { Publication } from '../../../publications/index.ts';

/** Which publication somebody wants to look at. */
export function Publications({ publications }: { publications: Publication[] }) {
  if (publications.length === 0)
    return (
      <p>
        There is no publication yet. Make one with <code>npx paperround setup</code>.
      </p>
    );
  return (
    <ul class="rows">
      {publications.map(({ slug, name }) => (
        <li key={slug} class="item">
          <a class="title" href={`/admin/${slug}`}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
