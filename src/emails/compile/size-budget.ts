/** Gmail cuts an email off at about 102 kB of HTML (HTM-01). Octets of the finished HTML part. */
export const MAX_HTML_BYTES = 100_000;
/** What a slot may grow to: a link of 200 characters, escaped. */
const SLOT_BYTES = 240;

/** Octets that `html` will have once its slots are filled. */
export function finishedBytes(html: string): number {
  const slots = html.match(/\uFDD0/g)?.length ?? 0;
  return Buffer.byteLength(html) + slots * SLOT_BYTES;
}

/**
 * As many whole blocks as fit into `room` octets, from the first on.
 * @param ending what follows the last block when not all fit; its size is allowed for.
 */
export function blocksWithin(blocks: string[], room: number, ending: string): string[] {
  const sizes = blocks.map((block) => Buffer.byteLength(block));
  if (sizes.reduce((sum, size) => sum + size, 0) <= room) return blocks;
  const kept: string[] = [];
  let left = room - Buffer.byteLength(ending);
  for (const [index, block] of blocks.entries()) {
    left -= sizes[index] ?? 0;
    if (left < 0) break;
    kept.push(block);
  }
  return [...kept, ending];
}
