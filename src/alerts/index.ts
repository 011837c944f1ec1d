// Alerts: word to every admin that something needs a person.
// Owns the tables alerts and alert_mails.
// Knows no send: whoever raises an alert brings the sentences.
export { purgeAlerts, wasRaisedLately } from './queries.ts';
export { raiseAlert, requeueAlertMails } from './raise-alert.ts';
export { sendAlertMail } from './send-alert-mail.ts';
