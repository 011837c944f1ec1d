import { TooMany } from '../../platform/errors.ts';
import { readerSpeechIn, type ReaderSpeech, type TooOften, type Trouble } from '../../words/index.ts';

const MINUTE = 60;
const HOUR = 3600;

/** More than a reader or a network may do in a while, which pages say in the reader's language. */
export class DoneTooOften extends TooMany {
  readonly what: TooOften;
  /** An address where it works meanwhile. */
  readonly byMail: string | undefined;

  constructor(what: TooOften, waitSeconds: number, byMail?: string) {
    super(readerSpeechIn('en').words.trouble.tooOften[what], waitSeconds);
    this.what = what;
    this.byMail = byMail;
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
  const often = error instanceof DoneTooOften ? error : undefined;
  const what = often ? say.tooOften[often.what] : say.says[kind];
  const byMail = often?.byMail === undefined ? '' : say.byMail(often.byMail);
  return {
    heading: say.headings[kind],
    says: [what, waitOf(error, speech), byMail].filter(Boolean).join(' '),
  };
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
