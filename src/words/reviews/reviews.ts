/** What the mail says that asks somebody to look at a send. */
export interface ReviewMailWords {
  /** `until`: a moment with its day, or null when the send has no time. */
  subject(of: { subject: string; until: string | null }): string;
  heading: { clock: string; 'second-person': string };
  about: string;
  newsletter: string;
  goesOut: string;
  readers: string;
  askedBy: string;
  people: { 'api-key': (name: string) => string; 'command-line': string; gone: string };
  silence: { send: string; hold: string; 'second-person': string };
  /** What the link is, and that it is for this person alone. */
  link: string;
  button: string;
  why: string;
}
