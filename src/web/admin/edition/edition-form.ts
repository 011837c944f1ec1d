import { z } from 'zod';
import { readPicks } from '../../../letters/index.ts';
import type { EditionFields, EditionView } from '../../../planning/index.ts';

/** What the form of a planned digest sends; what it leaves out stays. */
export interface EditionForm {
  /** The version that the page shows. */
  version: number | undefined;
  subject: string | undefined;
  introduction: string | undefined;
  /** Ids in the order of the page. */
  order: number[] | undefined;
  /** A step of its articles: `up:2`, `down:2`, `out:2`, or `back:17` for the article 17. */
  pick: string;
  intent: 'save' | 'preview' | 'check';
}

/** What of a form changes the edition. */
type EditionChange = Pick<EditionForm, 'subject' | 'introduction' | 'order' | 'pick'>;

export const orderOf = (text: string) =>
  readPicks(text.replace(/\r\n?/g, '\n')).flatMap((pick) => ('articleId' in pick ? [pick.articleId] : []));

export const editionForm = z.record(z.string(), z.string()).transform((sent): EditionForm => ({
  version: z.coerce.number().int().min(0).safeParse(sent['version']).data,
  subject: sent['subject']?.replace(/\s+/g, ' ').trim(),
  introduction: sent['introduction']?.replace(/\r\n?/g, '\n').trim(),
  order: sent['picks'] === undefined ? undefined : orderOf(sent['picks']),
  pick: sent['pick'] ?? '',
  intent: z.enum(['save', 'preview', 'check']).safeParse(sent['intent']).data ?? 'save',
}));

export interface Wanted {
  /** Nothing where nothing differs. */
  fields: EditionFields;
  /** The article that a step dropped, or put back. */
  step?: { is: 'dropped' | 'put-back'; id: number; title: string };
}

/**
 * What of an edition is to be another. The order is kept only once somebody changed it: until then the newest article is the first,
 * also one that comes later.
 */
export function wantedOf(form: EditionChange, { edition, articles, dropped }: EditionView): Wanted {
  const shown = articles.map(({ article }) => article.id);
  const known = new Set(shown);
  const before = form.order?.filter((id) => known.has(id)) ?? shown;
  const [, what = '', value = ''] = /^(up|down|out|back):(\d+)$/.exec(form.pick) ?? [];
  const at = Number(value);
  const to = { up: at - 1, down: at + 1 }[what];
  const order = to === undefined ? before : moved(before, at, to);
  const isReordered = order.some((id, place) => id !== shown.filter((one) => order.includes(one))[place]);
  const id = what === 'out' ? before[at] : what === 'back' ? at : undefined;
  const title = [...articles, ...dropped].find(({ article }) => article.id === id)?.article.title ?? '';
  const fields: EditionFields = {
    ...(form.subject !== undefined && form.subject !== (edition.subject ?? '') && { subject: form.subject }),
    ...(form.introduction !== undefined &&
      form.introduction !== edition.introduction.trim() && { introduction: form.introduction }),
    ...(isReordered && {
      articleIds: [...order, ...edition.articleIds.filter((one) => !order.includes(one))],
    }),
  };
  if (id === undefined) return { fields };
  const rest = edition.droppedIds.filter((one) => one !== id);
  const is = what === 'out' ? 'dropped' : 'put-back';
  return {
    fields: { ...fields, droppedIds: is === 'dropped' ? [...rest, id] : rest },
    step: { is, id, title },
  };
}

function moved(order: number[], from: number, to: number): number[] {
  const one = order[from];
  if (one === undefined || to < 0 || to >= order.length) return order;
  return order.toSpliced(from, 1).toSpliced(to, 0, one);
}
