import type { ReviewView } from '../../../reviews/index.ts';
import type { ReviewWords } from '../../../words/index.ts';

type Who = NonNullable<ReviewView['decidedBy']>;

/** A person or a program by name; whoever looks is “you”. */
export function nameOf({ kind, name, actor }: Who, { who }: ReviewWords, looks?: string): string {
  if (actor === looks) return who.you;
  if (kind === 'api-key') return who.apiKey(name);
  if (kind === 'command-line') return who.commandLine;
  return kind === 'gone' ? who.gone : name;
}
