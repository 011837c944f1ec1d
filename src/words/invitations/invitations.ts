/** What one of these mails says. */
export interface InvitationWords {
  subject(name: string): string;
  heading: string;
  body(name: string): string;
  validity(days: number): string;
  button: string;
  why: string;
}

/** Mails that lead a person in: an invitation of somebody new, of somebody who signs in here already, and a link to set a password. */
export type InvitationMailWords = Record<'invitation' | 'known' | 'password-link', InvitationWords>;
