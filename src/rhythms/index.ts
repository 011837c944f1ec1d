// Rhythms: what is owed to whom, and when digests are due.
// Owns the tables digest_buckets, owed_articles, capped_kinds and followed_strands. Knows no send; sends, subscribers and planning build on it.
// A reader is owed what is numbered after their mark, and what is on record for them alone.
export {
  ensureBucket,
  ensureBucketsOf,
  findBucket,
  listBuckets,
  lockBucket,
  moveCut,
  moveDueUntil,
  startAnew,
  type KnownBucket,
} from './bucket-queries.ts';
export {
  insertFullKinds,
  listCappedKinds,
  listRecentMails,
  oweToChanged,
  purgeCappedKinds,
  smallestCap,
  type CappedKind,
  type FullKind,
  type RecentMail,
} from './cap-queries.ts';
export {
  dropDebtsOfSend,
  forgiveDebts,
  IS_MADE_UP,
  KEPT_AFTER_PAUSE,
  listNumbered,
  MATCHING_KIND,
  oweAfterPause,
  oweAgain,
  oweCapped,
  oweComing,
  oweFromDigests,
  oweUnreached,
  settleDebts,
  type NumberedArticle,
} from './debt-queries.ts';
export {
  deleteFollowed,
  forgetFollowed,
  insertFollowed,
  listFollowed,
  listFollowerRhythms,
  lockReader,
  purgeFollowed,
  renewFollowed,
  type FollowedStrand,
} from './follow-queries.ts';
export {
  lastDue,
  localDay,
  nextDue,
  startOfLocalDay,
  WEEKDAYS,
  type DigestTimes,
  type Weekday,
} from './due.ts';
export {
  listFollowedAmong,
  listFollowerZones,
  listToldAtOnce,
  oweToFollowers,
  settleFollowed,
  settleTold,
} from './told-queries.ts';
export { findStanding, type Standing } from './standing-queries.ts';
export {
  follows,
  followsStrand,
  IN_BUCKET,
  isFollowed,
  JOIN_BUCKET,
  MARK,
  RHYTHMS,
  UNTIL_INCLUDED,
  type Bucket,
  type Rhythm,
} from './rhythm.ts';
export { dayLater, returnOn, type ReturnFault } from './pause.ts';
export { bucketOfReader, digestTimesOf, timesOf, type OwnTimes } from './times.ts';
