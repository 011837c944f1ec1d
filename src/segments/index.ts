// Segments: which readers, by rules with names; looking for them, counting them, and rules that are kept.
// Owns the table segments. Its predicates are about subscribers, what they follow and the mails that they got.
// Lists and exports are built from the same predicates.
export { exportReaders } from './export-readers.ts';
export { askedReaders, findReaders, type ReaderFilter } from './find-readers.ts';
export { changeSegment, createSegment, newSegment, removeSegment, segmentChanges } from './keep-segment.ts';
export type { ReaderCount, SelectionCounts } from './count-readers.ts';
export { idsOfReaders, listReaders, SORTS, type After, type Sort } from './reader-queries.ts';
export {
  kindOf,
  MOST_RULES,
  OPS,
  opsOf,
  ruleField,
  RULE_FIELDS,
  type Op,
  type Rule,
  type RuleField,
  type Rules,
} from './rule.ts';
export { sayRules } from './say-rules.ts';
export { listLastSends } from './say-queries.ts';
export { predicateOf } from './predicate-queries.ts';
export {
  findSegment,
  findSegmentByName,
  getSegment,
  listSegments,
  listSegmentsOfTopic,
  listUses,
  renameTopicInSegments,
  type Segment,
  type SegmentUse,
} from './segment-queries.ts';
export {
  countFollowers,
  findSelection,
  getSelection,
  viewRules,
  viewSegments,
  type NamedSelection,
} from './view-segment.ts';
