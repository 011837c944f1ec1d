import type { Topic } from '../../publications/index.ts';

/** What a cell of topics comes to: ids of those we have, names of those we have not. */
export interface MatchedTopics {
  ids: number[];
  unknown: string[];
}

const MAX_NAMES = 100;

/** Finds topics by name, slug or category, whatever the case: `News, "Sport; local"`. */
export function matchTopics(cell: string, topics: Topic[]): MatchedTopics {
  const whole = topics.find((topic) => isCalled(topic, cell));
  const names = whole ? [cell] : splitNames(cell);
  const found = names.map((name) => ({ name, topic: topics.find((topic) => isCalled(topic, name)) }));
  return {
    ids: [...new Set(found.flatMap(({ topic }) => topic?.id ?? []))].toSorted((one, other) => one - other),
    unknown: found.flatMap(({ name, topic }) => (topic ? [] : [name])),
  };
}

function isCalled({ slug, name, categories }: Topic, text: string): boolean {
  const plain = text.trim().toLowerCase();
  return [slug, name, ...categories].some((called) => called.toLowerCase() === plain);
}

/** Names between commas, semicolons or bars; quotes keep a name together. */
function splitNames(cell: string): string[] {
  const names = cell.match(/"[^"]*"|[^,;|"]+/g) ?? [];
  return names
    .map((name) => name.replaceAll('"', '').trim())
    .filter((name) => name !== '')
    .slice(0, MAX_NAMES);
}
