// Publications: the newsletter brands of an installation and the topics readers can follow.
// Owns the tables publications and topics.
// Knows what must be set before anything may be sent.
export { addTopic, changeTopic, removeTopic } from './change-topics.ts';
export { createPublication } from './create-publication.ts';
export {
  inboundDomainOf,
  languagesOf,
  RHYTHMS,
  SIGN_UP_CHECKS,
  sendingObstacle,
  topicsOf,
  TYPEFACES,
  WEEKDAYS,
  type Publication,
  type Topic,
} from './publication.ts';
export {
  offeredStrands,
  QUIET_DAYS,
  STRAND_KINDS,
  strandsOf,
  type Strand,
  type WithStrands,
} from './strand.ts';
export {
  isLanguage,
  newPublication,
  newTopic,
  publicationChanges,
  publicationFields,
  topicChanges,
} from './publication-input.ts';
export {
  findPublication,
  getPublication,
  getPublicationById,
  listBeside,
  isInboundDomain,
  listPublications,
  getTopic,
  listTopics,
  setDefaultRhythm,
} from './queries.ts';
export { checkPublicationChanges, updatePublication } from './update-publication.ts';
export { lockNumbers, takeNumbers, takeRun } from './number-queries.ts';
