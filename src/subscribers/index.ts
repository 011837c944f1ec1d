// Subscribers: people's addresses within a publication, from sign-up to leaving.
// Owns the tables subscribers, confirmations, system_mails, consent_records, suppressions and confirmation_requests.
// Double opt-in, limits against list bombing, the preference page's choices, erasure.
export { personalLinks } from './links.ts';
export { getSubscriber, listSubscribers } from './queries.ts';
export {
  consentSentence,
  maskAddress,
  type Choices,
  type Evidence,
  type Rhythm,
  type Subscriber,
  type SubscriberStatus,
} from './subscriber.ts';
