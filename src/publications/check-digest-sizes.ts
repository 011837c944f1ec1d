import { InvalidInput } from '../platform/errors.ts';
import type { Publication } from './publication.ts';

type Sizes = Pick<Publication, 'digestMinArticles' | 'digestMaxArticles'>;

/**
 * A digest cannot need more articles than it may have. What `change` leaves out stays as it was.
 * @throws InvalidInput at what was changed.
 */
export function checkDigestSizes(
  before: Sizes,
  change: { [Field in keyof Sizes]?: number | undefined },
): void {
  const least = change.digestMinArticles ?? before.digestMinArticles;
  const most = change.digestMaxArticles ?? before.digestMaxArticles;
  if (least <= most) return;
  const field = change.digestMinArticles === undefined ? 'digestMaxArticles' : 'digestMinArticles';
  throw new InvalidInput([
    {
      field,
      message: `A digest cannot need ${least} articles when it may have ${most} at most.`,
      fault: { code: 'more-than-most', params: { least, most } },
    },
  ]);
}
