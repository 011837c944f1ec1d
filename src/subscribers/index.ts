// Subscribers: people's addresses within a publication, from sign-up to leaving.
// Owns the tables subscribers, confirmations, consent_records, suppressions and confirmation_requests.
// Double opt-in, limits against list bombing, the preference page's choices, erasure.
export { personalLinks } from './links.ts';
