import { PublicPage } from '../../components/PublicPage.tsx';
import { StrongText } from '../../components/StrongText.tsx';
import { SignUpBox, type BoxProps } from '../subscribe/SignUpBox.tsx';

/** The mail came back while the person still waits for it: the box once more, with the address to mend. */
export function BouncedPage({ box, address }: { box: BoxProps; address: string }) {
  const { publication, speech, isFrame } = box;
  const say = speech.words.checkInbox.bounced;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return (
    <PublicPage
      title={say.title(publication.name)}
      language={speech.language}
      publication={publication}
      {...(isFrame && { layout: 'frame' })}
      scripts={['time-zone.js', ...(isFrame ? ['frame-height.js'] : [])]}
      modules={['sign-up']}
    >
      <h1>{say.heading}</h1>
      <p class="lead">
        <StrongText text={say.why} values={{ domain, address }} />
      </p>
      <SignUpBox {...box} errors={[{ field: 'email', message: say.check }]} />
    </PublicPage>
  );
}
