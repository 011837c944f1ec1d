import type { Publication } from '../../../publications/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';

/** Several newsletters: choose one. None: where to begin. */
export function HomePage({ publications }: { publications: Publication[] }) {
  if (publications.length === 0) return <EmptyPage />;
  return (
    <PublicPage title="Newsletters">
      <div class="stack">
        <h1>Newsletters</h1>
        {publications.map(({ slug, name, description }) => (
          <section class="card row" key={slug}>
            <div>
              <h2>{name}</h2>
              {description ? <p>{description}</p> : null}
            </div>
            <a class="button" href={`/${slug}`} aria-label={`Subscribe to ${name}`}>
              Subscribe
            </a>
          </section>
        ))}
      </div>
    </PublicPage>
  );
}

function EmptyPage() {
  return (
    <PublicPage title="Paperround">
      <section class="card message">
        <h1>Paperround is running.</h1>
        <p class="lead">
          There is no newsletter yet. Open the set-up link that the start printed, or run{' '}
          <code>npx paperround setup</code>.
        </p>
      </section>
    </PublicPage>
  );
}
