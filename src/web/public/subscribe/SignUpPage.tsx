import type { Publication } from '../../../publications/index.ts';
import { hostOf, PublicPage } from '../../components/PublicPage.tsx';
import { SignUpBox, type BoxProps } from './SignUpBox.tsx';

interface SignUpPageProps {
  publication: Publication;
  headlines: { title: string; url: string; publishedAt: Date | null }[];
  box: BoxProps;
}

/** The hosted page: what one gets, one field, one button, the promise, and the latest articles as a taste. */
export function SignUpPage({ publication, headlines, box }: SignUpPageProps) {
  const { name, siteUrl } = publication;
  const lead = publication.description || `New articles from ${hostOf(siteUrl)}, by email as they appear.`;
  return (
    <PublicPage
      title={`${box.errors.length > 0 ? 'Please check: ' : ''}Subscribe to ${name}`}
      description={lead}
      publication={publication}
      showsLogo
      layout="wide"
    >
      <div class={headlines.length > 0 ? 'columns' : 'columns is-single'}>
        <section class="card sign-up">
          <h1>Get {name} in your inbox</h1>
          <p class="lead">{lead}</p>
          <SignUpBox {...box} />
          <ul class="promises">
            <li>One email for each new article</li>
            <li>Nothing until you confirm</li>
            <li>One click to leave, in every email</li>
          </ul>
        </section>
        {headlines.length > 0 ? <Latest publication={publication} headlines={headlines} /> : null}
      </div>
    </PublicPage>
  );
}

function Latest({ publication, headlines }: Pick<SignUpPageProps, 'publication' | 'headlines'>) {
  const day = new Intl.DateTimeFormat('en', {
    day: 'numeric',
    month: 'long',
    timeZone: publication.timeZone,
  });
  return (
    <section class="latest" aria-labelledby="latest">
      <h2 id="latest">The latest</h2>
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
export function EmbedPage({ publication, box }: { publication: Publication; box: BoxProps }) {
  return (
    <PublicPage
      title={`Subscribe to ${publication.name}`}
      publication={publication}
      layout="frame"
      script="frame-height.js"
    >
      <section class="card sign-up">
        <h1>Discover more from {publication.name}</h1>
        <p class="lead">Subscribe to get the latest articles sent to your email.</p>
        <SignUpBox {...box} />
      </section>
    </PublicPage>
  );
}
