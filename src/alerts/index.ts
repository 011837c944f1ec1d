// Alerts: an email to every admin when something needs attention.
// Owns the table alerts.
// Knows no send: whoever raises an alert brings its code and parameters; the words are made when it is mailed.
export { alertNotice } from './alert-notice.ts';
export { purgeAlerts, wasDomainToldLately, wasToldLately } from './queries.ts';
export { raiseAlert } from './raise-alert.ts';
