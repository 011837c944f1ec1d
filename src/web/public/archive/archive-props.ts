import type { Publication, Topic } from '../../../publications/index.ts';
import type { ArchivePage } from '../../../sends/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import type { ArchiveDates } from './dates.ts';
import type { Question } from './question.ts';

/** What every part of the archive's page gets. */
export interface ArchiveProps {
  publication: Publication;
  speech: ReaderSpeech;
  dates: ArchiveDates;
  topics: Topic[];
  months: string[];
  question: Question;
  found: ArchivePage;
}
