import { viewDraftAudience } from '../../../explain/index.ts';
import { leftOutWhy } from '../../../words/index.ts';
import type { Writing } from './composer-view.tsx';
import type { DraftShown } from './draft-form.ts';

/** The count of an audience as a person reads it; `browser/composer/audience.ts` shows the same. */
export interface AudienceShown {
  isExact: boolean;
  /** In the line that is closed. */
  line: string;
  big: string;
  says: string;
  leftOut: { count: string; why: string }[];
  byDomain: { count: string; domain: string }[];
}

/** Topics that are gone count as none here: the form has no box for them. */
export async function audienceShown(
  { app, publication, desk }: Pick<Writing, 'app' | 'publication' | 'desk'>,
  audience: DraftShown['audience'],
  isExact = false,
): Promise<AudienceShown> {
  const { words, number, duration } = desk;
  const found = await viewDraftAudience(app, publication.id, audience, { isExact });
  const { count, seconds } = found;
  const shown = number(count);
  const big = found.isExact ? shown : words.audience.about(shown);
  const says = [
    words.audience.getIt(count),
    ...(seconds === null || count === 0 ? [] : [words.audience.takes(duration(seconds))]),
    ...(found.isExact ? [] : [words.audience.countingExactly]),
  ];
  return {
    isExact: found.isExact,
    line: words.audience.peopleNow(count, big),
    big,
    says: says.join(' '),
    leftOut: found.leftOut.map((group) => ({
      count: number(group.count),
      why: leftOutWhy(group.code, desk.language),
    })),
    byDomain: found.byDomain.map((group) => ({ count: number(group.count), domain: group.domain })),
  };
}
