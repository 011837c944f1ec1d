import type { findPicture } from '../../../media/index.ts';

type Found = Awaited<ReturnType<typeof findPicture>>;

const MAX_BYTES = 16_000_000;

/** What many readers load in the minutes after a send is read from the database once. What is behind an address never changes. */
export function createPictureCache(
  load: (token: string) => Promise<Found>,
): (token: string) => Promise<Found> {
  const kept = new Map<string, Promise<Found>>();
  const sizes = new Map<string, number>();
  let total = 0;
  const drop = (token: string) => {
    kept.delete(token);
    total -= sizes.get(token) ?? 0;
    sizes.delete(token);
  };
  const take = async (token: string): Promise<Found> => {
    const found = await load(token);
    if (!found) return (drop(token), undefined);
    total += found.bytes.length;
    sizes.set(token, found.bytes.length);
    for (const oldest of kept.keys()) if (total > MAX_BYTES) drop(oldest);
    return found;
  };
  return (token) => {
    const known = kept.get(token) ?? take(token);
    // The last one asked for is the last to go.
    kept.delete(token);
    kept.set(token, known);
    known.catch(() => drop(token));
    return known;
  };
}
