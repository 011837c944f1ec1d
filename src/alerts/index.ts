// Alerts: an email to every admin when something needs attention.
// Owns the table alerts.
// Knows no send: whoever raises an alert brings the sentences.
export { alertNotice } from './alert-notice.ts';
export { purgeAlerts, wasRaisedLately } from './queries.ts';
export { raiseAlert } from './raise-alert.ts';
