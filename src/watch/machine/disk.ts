/** Of a file system, as `statfs` has it. */
export interface Disk {
  bsize: number;
  blocks: number;
  bfree: number;
  /** What remains for everybody but root. */
  bavail: number;
  /** 0: this file system does not count files. */
  files: number;
  ffree: number;
}

export interface Room {
  freeBytes: number;
  /** Of what is left of all, or of the files where those are scarcer. */
  freeShare: number;
  severity: 'minor' | 'severe' | undefined;
}

const GB = 1e9;
/** A tenth of a small disk, or so much of a large one. */
const MINOR = { share: 0.1, bytes: 10 * GB };
const SEVERE = { share: 0.04, bytes: 2 * GB };

/** Counted as `df` does: what is kept for root is nobody's. */
export function roomOn({ bsize, blocks, bfree, bavail, files, ffree }: Disk): Room {
  const freeBytes = bavail * bsize;
  const ofBytes = share(bavail, blocks - bfree + bavail);
  const ofFiles = files > 0 ? share(ffree, files) : 1;
  const isBelow = (limit: typeof MINOR) =>
    (ofBytes < limit.share && freeBytes < limit.bytes) || ofFiles < limit.share / 2;
  return {
    freeBytes,
    freeShare: Math.min(ofBytes, ofFiles),
    severity: isBelow(SEVERE) ? 'severe' : isBelow(MINOR) ? 'minor' : undefined,
  };
}

/** Some file systems tell of no size at all. */
const share = (part: number, whole: number) => (whole > 0 ? part / whole : 1);
