import type { Publication } from '../../../publications/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { contactOf } from '../contact.ts';

interface CheckInboxPageProps {
  publication: Publication;
  speech: ReaderSpeech;
  /** A domain that looks mistyped and the one that was probably meant (ADR-06). */
  slip: { typed: string; meant: string } | undefined;
  isFrame: boolean;
}

/** The same page whatever is known of the address (ENU-01). */
export function CheckInboxPage({ publication, speech, slip, isFrame }: CheckInboxPageProps) {
  const { slug, name, fromName, fromAddress } = publication;
  const { language, words } = speech;
  const say = words.signUp;
  const formUrl = isFrame ? `/${slug}/embed` : `/${slug}`;
  return (
    <PublicPage
      title={say.checkTitle(name)}
      language={language}
      publication={publication}
      {...(isFrame ? { layout: 'frame' as const, scripts: ['frame-height.js'] } : {})}
    >
      <section class="card message">
        <Envelope />
        <h1>{say.check}</h1>
        <p class="lead">{say.checkLead}</p>
        {slip ? (
          <p class="notice">
            {say.slip.typed} <strong>{slip.typed}</strong>. {say.slip.meant} <strong>{slip.meant}</strong>?{' '}
            {say.slip.andThen} <a href={formUrl}>{say.slip.again}</a>.
          </p>
        ) : null}
        <ul class="hints">
          <li>
            {say.comesFrom} <strong>{fromName}</strong>, <bdi dir="ltr">{fromAddress}</bdi>.
          </li>
          <li>{say.nothingYet}</li>
          <li>
            {say.stillNothing.question} <a href={formUrl}>{say.stillNothing.link}</a> {say.stillNothing.rest}
          </li>
          <li>{say.blockedOnce(contactOf(publication))}</li>
        </ul>
      </section>
    </PublicPage>
  );
}

function Envelope() {
  return (
    <svg class="sign" viewBox="0 0 64 48" width="64" height="48" aria-hidden="true">
      <rect class="sign-paper" x="2" y="6" width="60" height="40" rx="5" />
      <path class="sign-line" d="M4 10 32 30 60 10" />
    </svg>
  );
}
