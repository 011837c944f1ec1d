import type { Publication } from '../../../publications/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { hostOf, PublicPage } from '../../components/PublicPage.tsx';
import { SignUpBox, type BoxProps } from './SignUpBox.tsx';

interface Headline {
  title: string;
  url: string;
  publishedAt: Date | null;
}

/** The hosted page: what one gets, the box, the promise, and the latest articles as a taste. */
export function SignUpPage({ headlines, box }: { headlines: Headline[]; box: BoxProps }) {
  const { publication, speech, errors } = box;
  const { name, siteUrl } = publication;
  const say = speech.words.signUp;
  const lead = publication.description || say.lead(hostOf(siteUrl));
  return (
    <PublicPage
      title={`${errors.length > 0 ? say.pleaseCheck : ''}${say.title(name)}`}
      language={speech.language}
      description={lead}
      publication={publication}
      showsLogo
      layout="wide"
      scripts={['time-zone.js']}
    >
      <div class={headlines.length > 0 ? 'columns' : 'columns is-single'}>
        <section class="card sign-up">
          <h1>{say.heading(name)}</h1>
          <p class="lead">{lead}</p>
          <SignUpBox {...box} />
          <ul class="promises">
            {say.promises.map((promise) => (
              <li key={promise}>{promise}</li>
            ))}
          </ul>
          {publication.archive && (
            <p class="small">
              <a href={`/${publication.slug}/archive`}>{speech.words.archive.title}</a>
            </p>
          )}
        </section>
        {headlines.length > 0 ? (
          <Latest publication={publication} speech={speech} headlines={headlines} />
        ) : null}
      </div>
    </PublicPage>
  );
}

interface LatestProps {
  publication: Publication;
  speech: ReaderSpeech;
  headlines: Headline[];
}

function Latest({ publication, speech, headlines }: LatestProps) {
  const day = new Intl.DateTimeFormat(speech.language, {
    day: 'numeric',
    month: 'long',
    timeZone: publication.timeZone,
  });
  return (
    <section class="latest" aria-labelledby="latest">
      <h2 id="latest">{speech.words.signUp.latest}</h2>
      <ol>
        {headlines.map(({ title, url, publishedAt }) => (
          <li key={url}>
            {publishedAt ? <time datetime={publishedAt.toISOString()}>{day.format(publishedAt)}</time> : null}
            <a href={url} rel="noreferrer">
              {title}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The same box for an iframe on the publication's own site. */
export function EmbedPage({ box }: { box: BoxProps }) {
  const { publication, speech } = box;
  const say = speech.words.signUp;
  return (
    <PublicPage
      title={say.title(publication.name)}
      language={speech.language}
      publication={publication}
      layout="frame"
      scripts={['frame-height.js', 'time-zone.js']}
    >
      <section class="card sign-up">
        <h1>{say.discover(publication.name)}</h1>
        <p class="lead">{say.boxLead}</p>
        <SignUpBox {...box} />
      </section>
    </PublicPage>
  );
}
