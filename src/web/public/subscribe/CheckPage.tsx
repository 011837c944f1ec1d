import type { Publication } from '../../../publications/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { moduleUrl } from '../../assets.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { ANSWER, LATER } from './require-check.ts';

export interface CheckPageProps {
  publication: Publication;
  speech: ReaderSpeech;
  isFrame: boolean;
  /** What was typed, to be sent again with the answer. */
  fields: [name: string, value: string][];
}

/** Between the box and “Check your inbox”, while sign-ups spike: the script calculates and goes on by itself; without it there is a button. */
export function CheckPage({ publication, speech, isFrame, fields }: CheckPageProps) {
  const say = speech.words.check;
  return (
    <PublicPage
      title={say.title(publication.name)}
      language={speech.language}
      publication={publication}
      {...(isFrame && { layout: 'frame' })}
      scripts={isFrame ? ['frame-height.js'] : []}
      modules={['proof']}
    >
      <h1>{say.heading}</h1>
      <p class="lead">{say.why}</p>
      <form
        id="check"
        method="post"
        action={`/${publication.slug}/subscribe`}
        data-challenge={`/${publication.slug}/challenge`}
        data-worker={moduleUrl('proof-worker')}
      >
        {fields.map(([name, value], index) => (
          <input type="hidden" name={name} value={value} key={index} />
        ))}
        <p role="status" data-works={say.works} data-failed={say.failed}></p>
        <p>{say.slowWay}</p>
        <button type="submit" name={ANSWER} value={LATER} class="quiet">
          {say.later}
        </button>
      </form>
    </PublicPage>
  );
}
