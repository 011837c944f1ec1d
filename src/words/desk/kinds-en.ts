/** What a send is, in a word. */
export const kindsEn = { article: 'Article', digest: 'Digest', letter: 'Letter', correction: 'Correction' };
export type KindsWords = typeof kindsEn;
