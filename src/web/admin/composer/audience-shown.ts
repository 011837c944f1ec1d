import { viewDraftAudience } from '../../../explain/index.ts';
import type { App } from '../../../platform/app.ts';
import { listTopics, type Publication, type Topic } from '../../../publications/index.ts';
import { findSegment } from '../../../segments/index.ts';
import { leftOutWhy, type Desk } from '../../../words/index.ts';
import type { DraftShown } from './draft-form.ts';

/** The count of an audience as a person reads it; `browser/composer/audience.ts` shows the same. */
export interface AudienceShown {
  isExact: boolean;
  /** Who was chosen. */
  who: string;
  /** In the line that is closed. */
  line: string;
  big: string;
  says: string;
  leftOut: { count: string; why: string }[];
  byDomain: { count: string; domain: string }[];
}

/** Topics that are gone count as none here: the form has no box for them. */
export async function audienceShown(
  { app, publication, desk }: { app: App; publication: Publication; desk: Desk },
  audience: DraftShown['audience'],
  isExact = false,
): Promise<AudienceShown> {
  const { words, number, duration } = desk;
  const topics = await listTopics(app.db, publication.id);
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
    who: await whoOf({ app, publication, desk }, audience, topics),
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

async function whoOf(
  { app, publication, desk }: { app: App; publication: Publication; desk: Desk },
  { topics: slugs, rhythm, segment: id }: DraftShown['audience'],
  topics: Topic[],
): Promise<string> {
  const {
    words: { composer },
    list,
  } = desk;
  const segment = id === null ? undefined : await findSegment(app.db, publication.id, id);
  const names = topics.filter(({ slug }) => slugs.includes(slug)).map(({ name }) => name);
  const who = names.length === 0 ? composer.everybody : composer.followersOf(list(names));
  const ofRhythm = rhythm === null ? who : composer.withRhythm(who, composer.rhythms[rhythm]);
  return segment ? composer.inSegment(ofRhythm, segment.name) : ofRhythm;
}
