import type { ReaderSpeech } from '../../../words/index.ts';

interface Chosen {
  /** Such as “once a day at 7:00”. */
  comes: string;
  /** Names of the topics that were chosen; empty: all. */
  topics: string[];
  /** Whether the publication has any. */
  hasTopics: boolean;
  address: string;
}

/** What a new reader chose, line by line. */
export function sayFacts(
  { language, words, list }: ReaderSpeech,
  { comes, topics, hasTopics, address }: Chosen,
): [what: string, value: string][] {
  const say = words.confirm.facts;
  const [first = '', ...rest] = comes;
  return [
    [say.often, first.toLocaleUpperCase(language) + rest.join('')],
    ...(hasTopics
      ? [[say.topics, topics.length > 0 ? list(topics) : say.everything] satisfies [string, string]]
      : []),
    [say.to, address],
  ];
}
