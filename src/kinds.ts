import { digestKind, letterKind } from './letters/index.ts';
import { articleKind, correctionKind, eitherDigestKind } from './planning/index.ts';
import { type SendKinds } from './sends/index.ts';

/** Every kind of send: a new one is a file of its own and a line here. */
export const KINDS: SendKinds = {
  article: articleKind,
  letter: letterKind,
  digest: eitherDigestKind(digestKind),
  correction: correctionKind,
};
