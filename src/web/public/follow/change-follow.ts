import type { Request } from 'express';
import { z } from 'zod';
import { findStrand } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { parseInput } from '../../../platform/input.ts';
import { STRAND_KINDS, type Strand } from '../../../publications/index.ts';
import { listFollowed, type FollowedStrand } from '../../../rhythms/index.ts';
import { follow, MOST_FOLLOWED, stopFollowing, type Preferences } from '../../../subscribers/index.ts';
import { limitReader } from '../reader-limit.ts';
import { evidenceOf } from '../request.ts';
import { speechFor } from '../with-reader.tsx';

const id = z.string().max(200);
const form = z.object({ follow: id.optional(), stop: id.optional() });

/**
 * Begins or ends what the button names. What is so already, and what there is not, changes nothing.
 * @returns what it was about.
 * @throws InvalidInput, which names the field `follow`, where a reader follows too much.
 */
export async function changeFollow(app: App, request: Request, preferences: Preferences): Promise<string> {
  const { publication, subscriber } = preferences;
  const { follow: wanted, stop } = parseInput(form, request.body ?? {});
  const of = stop ?? wanted ?? '';
  const { strand, followed } = await lookUp(app, preferences, of);
  const isFollowed = followed !== undefined && !followed.isOver;
  if (subscriber.status !== 'active' || (stop === undefined ? isFollowed || !strand : !followed)) return of;
  await limitReader(app, 'changes', subscriber.id);
  const evidence = evidenceOf(request, 'page');
  if (stop !== undefined) await stopFollowing(app, subscriber, of, evidence);
  else if (strand && (await follow(app, subscriber, strand, evidence)) === 'too-many') {
    const { words } = speechFor(publication, subscriber);
    throw new InvalidInput([{ field: 'follow', message: words.follow.tooMany(MOST_FOLLOWED) }]);
  }
  return of;
}

/** What is known of it; both undefined: nothing. */
export async function lookUp(
  app: Pick<App, 'db'>,
  { publication, subscriber }: Preferences,
  of: string,
): Promise<{
  strand: Strand | undefined;
  /** Of the last weeks; 0 where it is only known as what the reader follows. */
  articles: number;
  followed: FollowedStrand | undefined;
}> {
  const followed = (await listFollowed(app.db, subscriber.id)).find(({ strand }) => strand === of);
  const found = await findStrand(app.db, publication.id, of);
  return { strand: found ?? (followed && asStrand(followed)), articles: found?.articles ?? 0, followed };
}

export function asStrand({ strand: id, name }: Pick<FollowedStrand, 'strand' | 'name'>): Strand {
  const kind = STRAND_KINDS.find((one) => id.startsWith(`${one}:`)) ?? 'tag';
  return { id, kind, name };
}
