/** What the invented paper writes. */
export const TOPICS = ['Town hall', 'Harbour', 'Sport', 'Culture'];

export const LETTER = {
  subject: 'Why the weekend edition changes',
  preheader: 'One long read, the council week in five lines, and the tide table is back.',
  markdown: `Dear {{ name | default: "reader" }},

From Saturday your weekend mail looks different. We asked you in January what you read first, and 3,102 of you answered. Thank you.

## What is new

One long read, chosen by the desk. The council week in five lines. And the tide table, which many of you missed.

## What stays

It comes on Saturday at eight, it fits on one page, and you can leave whenever you like.

Write back: this mail is read by people.

Mira Holt, editor`,
};

interface Text {
  title: string;
  summary: string;
  category: string;
  verdict: 'new' | 'held' | 'dismissed' | 'baseline' | 'too-old';
  minutesAgo: number;
}

const news = (minutesAgo: number, category: string, title: string, summary: string): Text => ({
  title,
  summary,
  category,
  verdict: 'new',
  minutesAgo,
});

export const ARTICLES: Text[] = [
  ...[
    'Rovers beat Nordby in the rain',
    'Ten years of the harbour run',
    'The club needs a new roof',
    'Juniors reach the final',
    'A goalkeeper of sixty',
    'The season in pictures',
  ].map((title) => ({
    title,
    summary: 'From the archive of the sports desk.',
    category: 'Sport',
    verdict: 'held' as const,
    minutesAgo: 48,
  })),
  news(
    4,
    'Harbour',
    'Seal pup rescued from the marina, again',
    'It is the third this winter. The rescuers ask for quiet.',
  ),
  news(
    26,
    'Town hall',
    'Council votes to keep the Friday market on the quay',
    'Eleven to six, after four hours.',
  ),
  news(90, 'Harbour', 'Ferry to run every 40 minutes from April', 'The new boat is smaller and quicker.'),
  news(290, 'Town hall', 'Harbour bridge closed until May after crack is found', 'Buses go round by Nordby.'),
  news(1500, 'Harbour', 'Gale warning for Wednesday night', 'The lock closes at nine.'),
  {
    ...news(1600, 'Culture', 'A library in a lighthouse', 'Four hundred books and one chair.'),
    verdict: 'dismissed',
  },
  { ...news(20_000, 'Culture', 'The choir looks for basses', 'Thursdays at seven.'), verdict: 'too-old' },
];
