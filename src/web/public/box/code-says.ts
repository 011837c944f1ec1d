import type { Publication } from '../../../publications/index.ts';
import type { Rhythm } from '../../../rhythms/index.ts';
import type { Subscriber } from '../../../subscribers/index.ts';
import { sayWays } from '../rhythm/say-ways.ts';
import { speechFor } from '../with-reader.tsx';
import type { CodeSays, Said } from './box-answer.ts';

interface Confirmed {
  publication: Publication;
  subscriber: Subscriber;
  /** They were one before; nothing has changed. */
  wasReader: boolean;
  /** What they just chose. */
  chose: Rhythm | null;
  links: { preferencesUrl: string; rhythmUrl: string };
}

/** What the box tells somebody whose code was right: their address is proved, so it is not masked. */
export function codeSays(confirmed: Confirmed, now: Date): CodeSays {
  const { publication, subscriber, wasReader, chose, links } = confirmed;
  const speech = speechFor(publication, subscriber);
  const { confirm, checkInbox, rhythm } = speech.words;
  const { comes, nextWhen } = sayWays(speech, publication, subscriber, now);
  const values = { address: subscriber.email, name: publication.name, comes };
  const gets: Said = { text: checkInbox.already.gets, values };
  const choices = { label: rhythm.allChoices, url: links.preferencesUrl };
  if (!wasReader) {
    const first = nextWhen === undefined ? confirm.firstWithArticle : confirm.firstMail(nextWhen);
    return { heading: confirm.welcome, lines: [gets, { text: first }], choices };
  }
  const { heading } = checkInbox.already;
  if (chose === null || chose === subscriber.rhythm) return { heading, lines: [gets], choices };
  const just: Said = { text: checkInbox.already.chose, values: { rhythm: checkInbox.rhythms[chose] } };
  const change = { label: rhythm.yes[chose], url: `${links.rhythmUrl}?to=${chose}` };
  return { heading, lines: [gets, just], change, choices };
}
