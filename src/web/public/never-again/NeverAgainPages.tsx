import type { Publication } from '../../../publications/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { Address } from '../../components/Address.tsx';
import { Around } from '../../components/Around.tsx';
import { PublicPage } from '../../components/PublicPage.tsx';
import { contactOf } from '../contact.ts';

interface NeverAgainProps {
  publication: Publication;
  speech: ReaderSpeech;
  maskedAddress: string;
  token: string;
}

/** Its button blocks nothing: scanners press the buttons of pages that links lead to. */
export function NeverAgainPage({ publication, speech, maskedAddress, token }: NeverAgainProps) {
  const say = speech.words.departing.neverAgain;
  return (
    <PublicPage title={say.heading} language={speech.language} publication={publication}>
      <h1>{say.heading}</h1>
      <p class="lead">
        <Around words={say.lead(publication.name)}>
          <Address of={maskedAddress} />
        </Around>
      </p>
      <form method="post" action={`/never-again/${token}`}>
        <button class="large" type="submit">
          {say.goOn}
        </button>
      </form>
      <p class="small">{say.onlyThis}</p>
    </PublicPage>
  );
}

export function BlockPage({ publication, speech, maskedAddress, token }: NeverAgainProps) {
  const say = speech.words.departing.block;
  return (
    <PublicPage title={say.title} language={speech.language} publication={publication}>
      <h1>{say.heading(maskedAddress)}</h1>
      <p class="lead">{say.lead(contactOf(publication))}</p>
      <form method="post" action={`/never-again/${token}/block`}>
        <button class="large" type="submit">
          {say.block}
        </button>
      </form>
    </PublicPage>
  );
}

interface BlockedProps extends NeverAgainProps {
  undoUntil: Date | undefined;
}

export function BlockedPage({ publication, speech, maskedAddress, token, undoUntil }: BlockedProps) {
  const contact = contactOf(publication);
  const say = speech.words.departing.blocked;
  return (
    <PublicPage title={say.title} language={speech.language} publication={publication}>
      <h1>{say.heading}</h1>
      <p class="lead">
        <Around words={say.lead}>
          <Address of={maskedAddress} />
        </Around>
      </p>
      {undoUntil ? (
        <>
          <form method="post" action={`/never-again/${token}/undo`}>
            <button class="quiet" type="submit">
              {say.undo}
            </button>
          </form>
          <p class="small">{say.until(speech.moment(undoUntil, publication.timeZone), contact)}</p>
        </>
      ) : (
        <p class="small">{say.later(contact)}</p>
      )}
    </PublicPage>
  );
}

export function UnblockedPage({ publication, speech, maskedAddress }: NeverAgainProps) {
  const say = speech.words.departing.unblocked;
  return (
    <PublicPage title={say.title} language={speech.language} publication={publication}>
      <h1>{say.heading}</h1>
      <p class="lead">
        <Around words={say.lead}>
          <Address of={maskedAddress} />
        </Around>
      </p>
    </PublicPage>
  );
}
