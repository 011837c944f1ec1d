import type { Publication } from '../../../publications/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';

interface HomePageProps {
  /** Those that the operator wants to be named here: of several, none unless asked for, for they may belong to different people. */
  listed: Publication[];
  hasPublications: boolean;
}

/** Several newsletters: choose one of those that may be named. None: where to begin. */
export function HomePage({ listed, hasPublications }: HomePageProps) {
  if (!hasPublications) return <EmptyPage />;
  if (listed.length === 0) return <QuietPage />;
  return (
    <PublicPage title="Newsletters">
      <div class="stack">
        <h1>Newsletters</h1>
        {listed.map(({ slug, name, description }) => (
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

function QuietPage() {
  return (
    <PublicPage title="Newsletters">
      <section class="card message">
        <h1>Newsletters are sent from here</h1>
        <p class="lead">
          You can subscribe on their sites. Every email has links to unsubscribe and to change your choices.
        </p>
      </section>
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
