import type { Publication } from '../../../publications/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { hostOf, PublicPage } from '../../components/PublicPage.tsx';
import { SignUpBox, type BoxProps } from './SignUpBox.tsx';

interface Headline {
  title: string;
  url: string;
  publishedAt: Date | null;
}

interface SignUpProps {
  headlines: Headline[];
  box: BoxProps;
  now: Date;
}

/** The hosted page: what one gets, the box, the promise, and the latest articles as a taste. */
export function SignUpPage({ headlines, box, now }: SignUpProps) {
  const { publication, speech, errors } = box;
  const { name, siteUrl } = publication;
  const say = speech.words.signUp;
  const lead = publication.description || say.lead(hostOf(siteUrl));
  const hasTaste = headlines.length > 0;
  return (
    <PublicPage
      title={`${errors.length > 0 ? say.pleaseCheck : ''}${say.title(name)}`}
      language={speech.language}
      description={lead}
      publication={publication}
      showsLogo
      {...(hasTaste && { layout: 'wide' })}
      scripts={['time-zone.js']}
      modules={['sign-up']}
    >
      <div class="columns">
        <section class="stack" aria-labelledby="title">
          <h1 id="title">{say.heading(name)}</h1>
          <p class="lead">
            <bdi>{lead}</bdi> {say.untilConfirmed}
          </p>
          <SignUpBox {...box} />
        </section>
        <Taste publication={publication} speech={speech} headlines={headlines} now={now} />
      </div>
    </PublicPage>
  );
}

interface TasteProps {
  publication: Publication;
  speech: ReaderSpeech;
  headlines: Headline[];
  now: Date;
}

/** The latest articles and the way to past mails. */
function Taste({ publication, speech, headlines, now }: TasteProps) {
  if (headlines.length === 0 && !publication.archive) return null;
  return (
    <section class="stack" {...(headlines.length > 0 && { 'aria-labelledby': 'latest' })}>
      {headlines.length > 0 ? (
        <>
          <h2 id="latest">{speech.words.signUp.latest}</h2>
          <ul class="taste">
            {headlines.map(({ title, url, publishedAt }) => (
              <li key={url}>
                <a href={url} rel="noreferrer">
                  {title}
                  {publishedAt ? (
                    <time datetime={publishedAt.toISOString()}>
                      {speech.day(publishedAt, publication.timeZone, now)}
                    </time>
                  ) : null}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {publication.archive ? (
        <p>
          <a href={`/${publication.slug}/archive`}>{speech.words.signUp.pastMails}</a>
        </p>
      ) : null}
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
      scheme={box.scheme}
      scripts={['frame-height.js', 'time-zone.js']}
      modules={['sign-up']}
    >
      <h1>{say.discover(publication.name)}</h1>
      <p class="lead">{say.boxLead}</p>
      <SignUpBox {...box} />
    </PublicPage>
  );
}
