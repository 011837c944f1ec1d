// Accounts: the people who sign in and the keys that programs use.
// Owns the tables api_keys, users, memberships, sessions, set_up_tokens, authenticators, recovery_codes, passkeys,
// passkey_challenges, pending_sign_ins, sign_in_rules and identities.
// Knows nothing of newsletters, but that a sign-in link is a notice.
export { authenticateApiKey, createApiKey, listApiKeys, newApiKey, revokeApiKey } from './api-key.ts';
export { keyCovers, keyReaches, SCOPES, type Scope } from './scope.ts';
export {
  createUser,
  ensureAdmin,
  findUser,
  giveFirstPassword,
  listPeopleOf,
  listUsers,
  resetPassword,
} from './create-user.ts';
export {
  createSetPasswordLink,
  firstVisitLink,
  isFirstVisitLink,
  useFirstVisitLink,
} from './one-time-link.ts';
export { hashPassword } from './password-hash.ts';
export { PASSWORD_MINIMUM, passwordFault } from './password-rules.ts';
export { changeRole, changeTaste, changeUser, type UserChanges } from './change-user.ts';
export type { ApiKey, KnownKey } from './key-queries.ts';
export {
  inviteAgain,
  invitePerson,
  isInvited,
  listInvitations,
  mailPasswordLink,
  removeFrom,
} from './invite.ts';
export { invitationNotice, passwordChangedNotice, passwordLinkNotice } from './link-notices.ts';
export { removeUser } from './remove-user.ts';
export { isAtLeast, mayManage, publicationsOf, rightsHere, rightsIn } from './rights-of.ts';
export {
  endSession,
  endSessionsOf,
  findSession,
  isSessionLive,
  purgeAccounts,
  startSession,
  type Visitor,
} from './session.ts';
export { SESSION_DAYS, type SessionRow, type SignedIn } from './session-queries.ts';
export {
  changeOwnPassword,
  endOtherSessions,
  endOwnSession,
  listSessions,
  proveAgain,
} from './own-sessions.ts';
export { findSetPasswordLink, setPasswordByLink } from './set-password.ts';
export { TRUST_DAYS, type Entered, type LetIn } from './enter.ts';
export {
  addAuthenticator,
  countCodesLeft,
  findAuthenticator,
  removeAuthenticator,
  renewRecoveryCodes,
  showOffer,
  type Offer,
} from './factors/authenticator.ts';
export { hasSecondStep, type PendingSignIn } from './factors/factor-queries.ts';
export { askNewPasskey, askPasskey, hasPasskeys } from './factors/ask-passkey.ts';
export {
  addPasskey,
  listPasskeys,
  proveByPasskey,
  removePasskey,
  signInByPasskey,
} from './factors/passkeys.ts';
export type { Passkey } from './factors/passkey-queries.ts';
export { factorsChangedNotice } from './factors/factor-notice.ts';
export { getFactorRule, resetFactors, setFactorRule } from './factors/reset-factors.ts';
export { findPendingSignIn, signInByCode } from './factors/sign-in-by-code.ts';
export type { IdsOfSlugs } from './single-sign-on/apply-roles.ts';
export { askProvider, signInByProvider, type NotLetIn } from './single-sign-on/sign-in-by-provider.ts';
export { signIn, type SignIn } from './sign-in.ts';
export { createSignInLink, findSignInLink, requestSignInLink, signInByLink } from './sign-in-link.ts';
export { signInNotice } from './sign-in-notice.ts';
export { hasOwnerRow as hasOwner, lockSetUp } from './user-queries.ts';
export {
  ROLE_NAMES,
  ROLES,
  roleCovers,
  roleName,
  type Rights,
  type Role,
  type RoleName,
  type Roles,
  type Taste,
  type User,
} from './user.ts';
