// Topics: what readers can follow, merged, split, and counted before.
// Owns no table: publications have the topics, and subscribers, sends and segments name them. A change of all of them is one transaction.
export { mergeTopic, viewMerge, type MergeEffect } from './merge-topic.ts';
export { splitFields, splitTopic, viewSplit } from './split-topic.ts';
export { viewTopics, type TopicsView } from './view-topics.ts';
