// Audiences: who may get a send, as one list of conditions with names.
// Owns the table audience_counts; its predicates are about subscribers, their suppressions and topics.
// The audience that is frozen, the look at each reader before the mail leaves, every count and every explanation are built from it.
export {
  type AskedSend,
  answerConditions,
  audienceOf,
  countAskedAudience,
  recipientsAmong,
} from './audience-queries.ts';
export {
  CONDITIONS,
  MAY_REACH,
  MAY_REACH_BY_DIGEST,
  type AskedSegment,
  type ConditionCode,
} from './conditions.ts';
export { purgeAudienceCounts } from './count-queries.ts';
export { viewAudience, type Audience, type AudienceOptions } from './view-audience.ts';
