import { z } from 'zod';
import type { Publication } from '../../../publications/index.ts';
import { changeEdition, StaleEdition, viewEdition } from '../../../planning/index.ts';
import { changeReviewSubject, decideReview } from '../../../reviews/index.ts';
import type { App } from '../../../platform/app.ts';
import { Conflict, InvalidInput } from '../../../platform/errors.ts';
import type { Desk } from '../../../words/index.ts';
import { orderOf, wantedOf } from '../edition/edition-form.ts';

/** What a person presses on the page of a review. */
export const reviewFields = z.object({
  do: z.enum(['approve', 'hold', 'drop', 'save']).default('save'),
  /** Of the page that was pressed on. */
  turn: z.coerce.number().int().optional(),
  version: z.coerce.number().int().optional(),
  subject: z.string().max(1000).optional(),
  /** Of a digest that is made by itself: its articles in order, a step of one, and the version of the edition. */
  picks: z.string().optional(),
  pick: z.string().optional(),
  edition: z.coerce.number().int().optional(),
  when: z.enum(['now', 'later']).optional(),
  day: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional(),
  time: z.string().max(20).optional(),
});

type ReviewFields = z.output<typeof reviewFields>;

/**
 * Does what was pressed, for the person in `app`. What the send does not allow any more is no fault: the page says how it stands.
 * @returns what to say about it, where it was not done.
 */
export async function answerReview(
  app: App,
  { publication, sendId, desk }: { publication: Publication; sendId: number; desk: Desk },
  fields: ReviewFields,
): Promise<'overtaken' | 'changed' | undefined> {
  const { do: pressed, turn, version } = fields;
  try {
    const isEdited = await editDigest(app, publication.id, sendId, fields);
    const subject = isEdited ? undefined : fields.subject;
    if (pressed === 'save') {
      if (isEdited) return undefined;
      await changeReviewSubject(app, publication.id, sendId, subject ?? '');
      return undefined;
    }
    const at = pressed === 'approve' ? timeOf(fields, desk) : undefined;
    const decided = await decideReview(app, publication.id, sendId, {
      answer: pressed,
      turn,
      version,
      subject,
      at,
    });
    return decided === 'done' ? undefined : decided;
  } catch (error) {
    if (error instanceof StaleEdition) return 'changed';
    if (error instanceof InvalidInput) throw ofForm(error);
    if (error instanceof Conflict && error.code !== 'same-person') return undefined;
    throw error;
  }
}

/** Subject, order and dropped articles belong to the edition. @returns whether the send has one. @throws StaleEdition */
async function editDigest(
  app: App,
  publicationId: number,
  sendId: number,
  { edition: version, subject, picks, pick = '' }: ReviewFields,
): Promise<boolean> {
  if (version === undefined) return false;
  const view = await viewEdition(app, publicationId, sendId, { isQuick: true });
  if (!view?.isEditable) return true;
  if (view.edition.version !== version) throw new StaleEdition(view.edition);
  const order = picks === undefined ? undefined : orderOf(picks);
  const { fields } = wantedOf({ subject: subject?.trim(), introduction: undefined, order, pick }, view);
  if (Object.keys(fields).length > 0) await changeEdition(app, publicationId, sendId, fields, version);
  return true;
}

/** As the API takes it; undefined: the time it has. @throws InvalidInput */
function timeOf({ when, day, time }: ReviewFields, { words }: Desk): string | undefined {
  if (when !== 'later') return when;
  const typed = readTypedTime(time ?? '');
  if (day === undefined || typed === undefined)
    throw new InvalidInput([{ field: 'time', message: words.review.timeWrong }]);
  return `${day}T${typed}`;
}

/** `7`, `7:00`, `0700` and `7.00` as `07:00`. */
export function readTypedTime(text: string): string | undefined {
  const [, hour = '', minute = '00'] = /^(\d{1,2}?)(?:[:.]?(\d\d))?$/.exec(text.trim()) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** The form has a day and a time where the API has one moment. */
const ofForm = ({ errors }: InvalidInput) =>
  new InvalidInput(errors.map((error) => (error.field === 'at' ? { ...error, field: 'time' } : error)));
