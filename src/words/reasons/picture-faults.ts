interface Faults {
  empty: Record<string, never>;
  'no-picture': Record<string, never>;
  svg: Record<string, never>;
  /** `kind`: as people call it, such as TIFF. */
  'foreign-kind': { kind: string };
  damaged: Record<string, never>;
  'too-many-pixels': { megapixels: number; limit: number };
  'too-many-frames': { frames: number; limit: number };
  'animation-too-large': { megabytes: number; limit: number };
  'too-large': { limit: number };
  'too-hard': Record<string, never>;
  /** Of a picture on a site: what the site answered, 0 where it did not. */
  unreachable: { status: number };
}

/** Why a file cannot be a picture of an email. */
export type PictureFault = {
  [Code in keyof Faults]: { code: Code; params: Faults[Code] };
}[keyof Faults];

/** The sentences about pictures in one language. */
export type PictureFaultWords = { [Code in keyof Faults]: (params: Faults[Code]) => string };
