import type { Publication } from '../../../publications/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';

interface HomePageProps {
  speech: ReaderSpeech;
  /** Those that the operator wants to be named here: of several, none unless asked for, for they may belong to different people. */
  listed: Publication[];
  hasPublications: boolean;
}

/** Several newsletters: choose one of those that may be named. None: where to begin. */
export function HomePage({ speech, listed, hasPublications }: HomePageProps) {
  const say = speech.words.trouble.home;
  if (!hasPublications) return <EmptyPage />;
  if (listed.length === 0) return <QuietPage speech={speech} />;
  return (
    <PublicPage title={say.heading} language={speech.language}>
      <h1>{say.heading}</h1>
      {listed.map(({ slug, name, description }) => (
        <section class="section" key={slug}>
          <h2>{name}</h2>
          {description ? <p>{description}</p> : null}
          <a class="button" href={`/${slug}`} aria-label={say.subscribeTo(name)}>
            {say.subscribe}
          </a>
        </section>
      ))}
    </PublicPage>
  );
}

function QuietPage({ speech }: Pick<HomePageProps, 'speech'>) {
  const say = speech.words.trouble.home;
  return (
    <PublicPage title={say.heading} language={speech.language}>
      <h1>{say.quiet}</h1>
      <p class="lead">{say.quietWhy}</p>
    </PublicPage>
  );
}

/** For the operator who has just started Paperround. */
function EmptyPage() {
  return (
    <PublicPage title="Paperround">
      <h1>Paperround is running.</h1>
      <p class="lead">
        There is no newsletter yet. Open the set-up link that the start printed, or run{' '}
        <code>npx paperround setup</code>.
      </p>
    </PublicPage>
  );
}
