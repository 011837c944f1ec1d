import type { ReaderSpeech } from '../../words/index.ts';
import { PublicPage } from '../components/PublicPage.tsx';

interface Props {
  speech: ReaderSpeech;
}

/** The person whom the link was made for is not here (any more): it acts on nobody, whoever has their number now. */
export function DeadLinkPage({ speech: { language, words } }: Props) {
  const say = words.trouble.gone;
  return (
    <PublicPage title={say.heading} language={language}>
      <h1>{say.heading}</h1>
      <p class="lead">{say.lead}</p>
      <p class="small">{say.newest}</p>
    </PublicPage>
  );
}

/** Behind the links of a test that an editor sent. */
export function TestLinkPage({ speech: { language, words } }: Props) {
  const say = words.trouble.test;
  return (
    <PublicPage title={say.title} language={language}>
      <h1>{say.heading}</h1>
      <p class="lead">{say.lead}</p>
    </PublicPage>
  );
}
