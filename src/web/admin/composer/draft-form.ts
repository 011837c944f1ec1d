import { z } from 'zod';
import {
  EVERYBODY,
  readDigest,
  readPicks,
  TAKES,
  writeDigest,
  type DraftFields,
  type LetterAudience,
} from '../../../letters/index.ts';
import { RHYTHMS } from '../../../rhythms/index.ts';
import type { Topic } from '../../../publications/index.ts';

/** Of a form: the longest draft and its base, where each letter may take nine characters. */
export const LONG_FORM = '12mb';

/** Where the button leads that was pressed. */
const INTENTS = ['save', 'picture', 'preview', 'test', 'check'] as const;

/** What the composer's form sends: nothing in it is refused, or somebody's words would be lost. */
export interface DraftForm {
  mine: DraftFields;
  /** What the page began with. */
  base: DraftFields | undefined;
  /** The version that the page shows; undefined before there is one. */
  version: number | undefined;
  /** Names the form, so that it makes one draft however often it is sent. */
  form: string;
  intent: (typeof INTENTS)[number];
  take: (typeof TAKES)[number] | undefined;
  /** How the preview of this text looks. */
  look: 'light' | 'dark';
  /** It comes from the page of a digest, whose text is of two parts. */
  isDigest: boolean;
  /** A step of its articles, see `takeStep`. */
  pick: string | undefined;
  heading: string;
  find: string;
}

const values = z.record(z.string(), z.string());

export const draftForm = values.transform((sent): DraftForm => ({
  mine: fieldsOf(sent),
  base: baseOf(sent['base'], sent['picks'] !== undefined),
  version: z.coerce.number().int().min(1).safeParse(sent['version']).data,
  form: (sent['form'] ?? '').slice(0, 60),
  intent: z.enum(INTENTS).safeParse(sent['intent']).data ?? 'save',
  take: z.enum(TAKES).safeParse(sent['take']).data,
  look: sent['look'] === 'dark' ? 'dark' : 'light',
  isDigest: sent['picks'] !== undefined,
  pick: sent['pick'],
  heading: (sent['heading'] ?? '').slice(0, 120),
  find: (sent['find'] ?? '').slice(0, 200),
}));

export const kindOf = ({ isDigest }: DraftForm) => (isDigest ? 'digest' : 'letter');

/** Fields that were not sent stay as they are. */
function fieldsOf(sent: z.output<typeof values>): DraftFields {
  const { subject, preheader } = sent;
  const markdown = textOf(sent);
  return {
    ...(subject !== undefined && { subject }),
    ...(preheader !== undefined && { preheader }),
    ...(markdown !== undefined && { markdown }),
    ...(sent['audience'] !== undefined && { audience: audienceOf(sent) }),
  };
}

/** Forms send line ends of their own. A digest is sent in two parts. */
function textOf(sent: z.output<typeof values>): string | undefined {
  const [introduction, picks] = [sent['body'], sent['picks']].map((text) => text?.replace(/\r\n?/g, '\n'));
  if (picks === undefined) return introduction;
  return writeDigest({ introduction: introduction ?? '', picks: readPicks(picks) });
}

const TOPIC = 'topic.';

const segmentId = z.coerce.number().int().min(1);

export function audienceOf(sent: z.output<typeof values>): DraftShown['audience'] {
  const topics = Object.keys(sent)
    .filter((name) => name.startsWith(TOPIC))
    .map((name) => name.slice(TOPIC.length));
  return {
    topics,
    rhythm: z.enum(RHYTHMS).safeParse(sent['rhythm']).data ?? null,
    segment: segmentId.safeParse(sent['segment']).data ?? null,
  };
}

const base = z.object({
  subject: z.string(),
  preheader: z.string(),
  markdown: z.string(),
  audience: z.object({
    topics: z.array(z.string()),
    rhythm: z.enum(RHYTHMS).nullable(),
    // A page that was open before an upgrade has none.
    segment: segmentId.nullable().default(null),
  }),
});

/** The browser carries it, and only its own text depends on it: whatever does not fit is none. */
function baseOf(text: string | undefined, isDigest: boolean): DraftFields | undefined {
  try {
    const found = base.safeParse(JSON.parse(text ?? '')).data;
    // A digest that nobody has written yet has a line for its articles as well.
    return found && isDigest ? { ...found, markdown: writeDigest(readDigest(found.markdown)) } : found;
  } catch {
    return undefined;
  }
}

/** What the page shows. */
export interface DraftShown {
  subject: string;
  preheader: string;
  markdown: string;
  audience: LetterAudience;
}

export const topicField = ({ slug }: Pick<Topic, 'slug'>) => `${TOPIC}${slug}`;

/** A draft before anybody wrote. */
export const NOTHING: DraftShown = {
  subject: '',
  preheader: '',
  markdown: '',
  audience: EVERYBODY,
};

/** What a form holds; fields that it did not send as they are stored. */
export const shownOf = ({ mine }: Pick<DraftForm, 'mine'>, stored: DraftShown): DraftShown => ({
  subject: mine.subject ?? stored.subject,
  preheader: mine.preheader ?? stored.preheader,
  markdown: mine.markdown ?? stored.markdown,
  audience: shownAudience(mine.audience, stored),
});

/** What it was written on. */
export const shownBase = ({ base }: DraftForm, stored: DraftShown) => base && shownOf({ mine: base }, stored);

function shownAudience(sent: DraftFields['audience'], stored: DraftShown): DraftShown['audience'] {
  return sent ? { ...EVERYBODY, ...sent } : stored.audience;
}

/** The draft as hidden fields: the form once more, whatever page it is on. */
export function hiddenFields({ subject, preheader, markdown, audience }: DraftShown): Record<string, string> {
  return {
    subject,
    preheader,
    body: markdown,
    audience: '1',
    rhythm: audience.rhythm ?? '',
    segment: audience.segment?.toString() ?? '',
    ...Object.fromEntries(audience.topics.map((slug) => [topicField({ slug }), '1'])),
  };
}
