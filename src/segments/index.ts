// Segments: which readers, by rules with names; looking for them, counting them, and rules that are kept.
// Its predicates are about subscribers, what they follow and the mails that they got.
// Lists, exports and audiences are built from the same predicates.
export { askedReaders, findReaders, type FoundReaders, type ReaderFilter } from './find-readers.ts';
export type { ReaderCount } from './count-readers.ts';
export { idsOfReaders, SORTS, type After, type Sort } from './reader-queries.ts';
export { type Rule } from './rule.ts';
