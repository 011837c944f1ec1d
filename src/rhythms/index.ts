// Rhythms: when a reader's next mail is due.
// Owns no table; knows the calendar and the clocks of every place.
export {
  lastDue,
  localDay,
  nextDue,
  startOfLocalDay,
  WEEKDAYS,
  type DigestTimes,
  type Weekday,
} from './due.ts';
