import type { Publication, Topic } from '../../../publications/index.ts';
import type { Rhythm } from '../../../rhythms/index.ts';
import type { Subscriber } from '../../../subscribers/index.ts';
import { sayFacts } from '../rhythm/say-facts.ts';
import { sayWays } from '../rhythm/say-ways.ts';
import { speechFor } from '../with-reader.tsx';
import type { CodeSays, Said } from './box-answer.ts';

interface Confirmed {
  publication: Publication;
  subscriber: Subscriber;
  /** All that the publication has. */
  topics: Topic[];
  /** They were one before; nothing has changed. */
  wasReader: boolean;
  /** What they just chose. */
  chose: Rhythm | null;
  links: { preferencesUrl: string; rhythmUrl: string };
}

/** What the box tells somebody whose code was right: their address is proved, so it is not masked. */
export function codeSays(confirmed: Confirmed, now: Date): CodeSays {
  const { publication, subscriber, topics, wasReader, chose, links } = confirmed;
  const speech = speechFor(publication, subscriber);
  const { confirm, checkInbox, rhythm } = speech.words;
  const { comes, nextWhen } = sayWays(speech, publication, subscriber, now);
  const values = { address: subscriber.email, name: publication.name, comes };
  const gets: Said = { text: checkInbox.already.gets, values };
  const choices = { label: rhythm.allChoices, url: links.preferencesUrl };
  if (!wasReader) {
    const first = nextWhen === undefined ? confirm.firstWithArticle : confirm.firstMail(nextWhen);
    const chosen = topics.filter(({ id }) => subscriber.topicIds.includes(id)).map(({ name }) => name);
    const facts = sayFacts(speech, {
      comes,
      topics: chosen,
      hasTopics: topics.length > 0,
      address: subscriber.email,
    });
    return { heading: confirm.welcome, lines: [{ text: first }], facts, choices };
  }
  const { heading } = checkInbox.already;
  if (chose === null || chose === subscriber.rhythm) return { heading, lines: [gets], choices };
  const just: Said = { text: checkInbox.already.chose, values: { rhythm: checkInbox.rhythms[chose] } };
  const change = { label: rhythm.yes[chose], url: links.rhythmUrl, rhythm: chose };
  return { heading, lines: [gets, just], change, leave: checkInbox.already.leave, choices };
}

/** After the change: what comes now, and the way back. @param before what it was, `default` if nothing was chosen */
export function changeSays(
  { publication, subscriber, links }: Pick<Confirmed, 'publication' | 'subscriber' | 'links'>,
  before: Rhythm | 'default',
  now: Date,
): CodeSays {
  const speech = speechFor(publication, subscriber);
  const say = speech.words.rhythm;
  const was = before === 'default' ? publication.defaultRhythm : before;
  const choices = { label: say.allChoices, url: links.preferencesUrl };
  return {
    heading: say.done[subscriber.rhythm],
    lines: [{ text: sayWays(speech, publication, subscriber, now).next }],
    ...(was !== subscriber.rhythm && {
      undo: { label: say.undo[was], url: links.rhythmUrl, rhythm: before },
    }),
    choices,
  };
}
