import { TooMany } from '../../platform/errors.ts';
import { readerSpeechIn, type ReaderSpeech, type TooOften, type Trouble } from '../../words/index.ts';

const MINUTE = 60;
const HOUR = 3600;

/** More than a reader or a network may do in a while, which pages say in the reader's language. */
export class DoneTooOften extends TooMany {
  readonly what: TooOften;

  constructor(what: TooOften, waitSeconds: number) {
    super(readerSpeechIn('en').words.trouble.tooOften[what], waitSeconds);
    this.what = what;
  }
}

/** What went wrong, in the words of a reader. @param isLink behind a personal link */
export function sayTrouble(
  error: unknown,
  { status, isLink, speech }: { status: number; isLink: boolean; speech: ReaderSpeech },
): { heading: string; says: string } {
  const say = speech.words.trouble;
  const trouble = TROUBLES[status] ?? 'refused';
  const kind = trouble === 'page' && isLink ? 'link' : trouble;
  const what = error instanceof DoneTooOften ? say.tooOften[error.what] : say.says[kind];
  return { heading: say.headings[kind], says: [what, waitOf(error, speech)].filter(Boolean).join(' ') };
}

const TROUBLES: Record<number, Trouble> = {
  404: 'page',
  413: 'large',
  422: 'check',
  429: 'too-many',
  500: 'ours',
  503: 'busy',
};

function waitOf(error: unknown, { words: { trouble } }: ReaderSpeech): string {
  if (!(error instanceof TooMany)) return '';
  const { retryAfterSeconds: seconds } = error;
  return seconds <= 2 * HOUR
    ? trouble.inMinutes(Math.ceil(seconds / MINUTE))
    : trouble.inHours(Math.ceil(seconds / HOUR));
}
