import { auditActionsEn } from './audit-actions-en.ts';

/** The page that shows who did what. */
export const auditEn = {
  title: 'Audit log',
  lede: 'Who did what, the newest line first. Lines are kept for three years; moments are in UTC.',
  onlyHere:
    'Here are those about this publication alone. What was deleted since is in the log of the installation only.',
  read: 'Read the audit log',
  when: 'When',
  who: 'Who',
  what: 'What',
  onWhat: 'On what',
  details: 'Details',
  from: 'From',
  anybody: 'Anybody',
  show: 'Show',
  export: 'Export as CSV',
  nothing: 'No line',
  nothingText:
    'Nothing in the log fits this. A whole name such as user.changed fits, and so does its beginning: user.',
  newest: 'Newest lines',
  older: 'Older lines',
  actions: auditActionsEn,
  kinds: {
    'user:': 'All people',
    'api-key:': 'All API keys',
    'job:': 'Timed jobs',
    'command-line': 'The command line',
    visitor: 'People who are not signed in',
    'subscriber:': 'Readers',
    'set-up': 'The set-up page',
  },
};
export type AuditWords = typeof auditEn;
