import { useDesk } from '../use-desk.ts';

/** The page of the look and that of the templates. */
export function Places({ slug, current }: { slug: string; current: 'look' | 'templates' }) {
  const { look, templates } = useDesk().words;
  return (
    <nav class="tabs" aria-label={look.places}>
      <a href={`/admin/${slug}/look`} aria-current={current === 'look' ? 'page' : undefined}>
        {look.title}
      </a>
      <a href={`/admin/${slug}/templates`} aria-current={current === 'templates' ? 'page' : undefined}>
        {templates.title}
      </a>
    </nav>
  );
}
