/** The page between the box and “Check your inbox” while sign-ups spike (BOMB-04). */
export interface CheckWords {
  title(name: string): string;
  heading: string;
  why: string;
  works: string;
  failed: string;
  slowWay: string;
  later: string;
  /** After a sign-up without the calculation. */
  comesLater: string;
  /** For a box on another site, which does the calculation itself. */
  program: string;
}

export const checkEn: CheckWords = {
  title: (name) => `One moment – ${name}`,
  heading: 'One moment, please',
  why: 'Unusually many people are signing up just now. So your browser does a small calculation before the sign-up counts. It shows us that no bot is typing other people’s addresses.',
  works: 'Your browser is calculating. It takes a few seconds, and then goes on by itself.',
  failed: 'Your browser cannot do this calculation.',
  slowWay: 'It works without, too: then the mail comes later, perhaps only in some hours.',
  later: 'Sign up and wait',
  comesLater: 'So many people are signing up just now that the mail can take some hours.',
  program:
    'Unusually many people are signing up just now, so a small calculation is needed before the sign-up counts.',
};
