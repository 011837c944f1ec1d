/** What can change about the second step of a sign-in. */
export type FactorChange =
  | 'authenticator-added'
  | 'authenticator-removed'
  | 'recovery-codes-renewed'
  | 'recovery-code-used'
  | 'passkey-added'
  | 'passkey-removed'
  | 'factors-reset';

/** What one of these mails says. */
export interface InvitationWords {
  subject(name: string): string;
  heading: string;
  body(name: string, what?: FactorChange): string;
  validity(days: number): string;
  button: string;
  why: string;
}

/**
 * Mails about signing in: an invitation of somebody new, of somebody who signs in here already, a link to set a password, and word that
 * the password or the second step is another one.
 */
export type InvitationMailWords = Record<
  'invitation' | 'known' | 'password-link' | 'password-changed' | 'factors-changed',
  InvitationWords
>;
