// Notices: mail to one person on one occasion, such as a confirmation, an alert or a sign-in link.
// Owns the table notices: a notice has one row, one job and one life, whatever its kind.
// Knows no kind: the room that asks for a notice writes it, and the wiring brings the kinds together.
export type { Notice, NoticeKind, NoticeKinds, SentNotice } from './notice.ts';
export { noticeIdsOf } from './notice-ids.ts';
export { noticeQueue } from './notice-queue.ts';
export { holdNotices, purgeNotices, withdrawNotices } from './queries.ts';
export { releaseNotice, replaceNotices, requestNotice, requeueNotices } from './request-notice.ts';
export { createNoticeSender } from './send-notice.ts';
