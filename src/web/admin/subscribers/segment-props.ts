import type { FieldError } from '../../../platform/errors.ts';
import type { Topic } from '../../../publications/index.ts';
import type { SegmentUse, SelectionCounts } from '../../../segments/index.ts';
import type { Subscriber } from '../../../subscribers/index.ts';
import type { SegmentForm } from './segment-form.ts';

/** What the page of a segment shows. */
export interface SegmentProps {
  /** Where the form goes. */
  action: string;
  /** The list of readers. */
  list: string;
  form: SegmentForm;
  errors: FieldError[];
  topics: Topic[];
  sends: { id: number; subject: string }[];
  /** Left after each rule, by its place. */
  counts: SelectionCounts | undefined;
  places: number[];
  says: string;
  examples: Subscriber[];
  /** Sends to come that are for it. */
  uses: SegmentUse[];
  /** Below it are the pages of sends. */
  sendsAt: string;
  /** Undefined before it is saved. */
  id: number | undefined;
  mayChange: boolean;
}
