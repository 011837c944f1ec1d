import { z } from 'zod';
import { requiredLine } from '../platform/input.ts';
import { RHYTHMS } from '../rhythms/index.ts';
import { SUBSCRIBER_STATUSES } from '../subscribers/index.ts';

export const OPS = ['is', 'is-not', 'contains', 'before', 'after', 'within-days'] as const;
export type Op = (typeof OPS)[number];

/** What kind of value a rule compares with; it decides how the value is checked and which control shows it. */
export type ValueKind =
  | 'status'
  | 'rhythm'
  | 'topic'
  | 'day'
  | 'days'
  | 'text'
  | 'yes-no'
  | 'language'
  | 'send'
  | 'page';

type Field = { readonly [Name in Op]?: ValueKind };

const TEXT = { is: 'text', 'is-not': 'text', contains: 'text' } as const satisfies Field;
const EITHER = { is: 'yes-no' } as const satisfies Field;

/** What can be asked of a reader, with the ways of asking and the kind of value of each. */
export const FIELDS = {
  status: { is: 'status', 'is-not': 'status' },
  topic: { is: 'topic', 'is-not': 'topic' },
  rhythm: { is: 'rhythm', 'is-not': 'rhythm' },
  joined: { 'within-days': 'days', after: 'day', before: 'day' },
  domain: TEXT,
  address: TEXT,
  name: TEXT,
  source: TEXT,
  article: { is: 'page', 'is-not': 'page' },
  language: { is: 'language', 'is-not': 'language' },
  'time-zone': { is: 'text', 'is-not': 'text' },
  paused: EITHER,
  bounced: EITHER,
  got: { is: 'send', 'is-not': 'send', 'within-days': 'days' },
  follows: { is: 'text', 'is-not': 'text' },
} as const satisfies Record<string, Field>;

export type RuleField = keyof typeof FIELDS;
export const RULE_FIELDS = Object.keys(FIELDS) as RuleField[];

export const kindOf = (field: RuleField, op: Op): ValueKind | undefined => (FIELDS[field] as Field)[op];
export const opsOf = (field: RuleField): Op[] => OPS.filter((op) => kindOf(field, op) !== undefined);

/** One thing that is asked of a reader. */
export interface Rule {
  field: RuleField;
  op: Op;
  /** As people write it: a slug, a day such as 2027-03-01, a number of days. */
  value: string;
}

/** Which readers, in the words of whoever asks. */
export interface Rules {
  match: 'all' | 'any';
  rules: Rule[];
}

export const MOST_RULES = 20;
const LONGEST_VALUE = 300;
const MOST_DAYS = 36_500;

const choice = (values: readonly string[], called: string) => ({
  isRight: (value: string) => values.includes(value),
  says: `${called} must be one of ${values.join(', ')}.`,
});
const isDays = (value: string) => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= MOST_DAYS;
const isDay = (value: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && z.iso.date().safeParse(value).success && value >= '1000';

/** What each kind of value must look like. Whether a topic is there, its publication says. */
const KINDS: Record<ValueKind, { isRight(value: string): boolean; says: string }> = {
  status: choice(SUBSCRIBER_STATUSES, 'The status'),
  rhythm: choice(RHYTHMS, 'The rhythm'),
  'yes-no': choice(['yes', 'no'], 'The value'),
  topic: { isRight: (value) => value.length <= 60, says: 'The topic must be a slug.' },
  day: { isRight: isDay, says: 'The day must be written as 2027-03-01.' },
  days: { isRight: isDays, says: `The number of days must be 1 to ${MOST_DAYS}.` },
  text: { isRight: () => true, says: '' },
  language: {
    isRight: (value) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(value),
    says: 'The language must be a tag such as de.',
  },
  send: { isRight: (value) => /^[1-9]\d{0,14}$/.test(value), says: 'The mail must be the number of a send.' },
  page: { isRight: (value) => URL.canParse(value), says: 'The article must be a web address.' },
};

export const ruleField = z
  .strictObject({
    field: z.enum(RULE_FIELDS, `field must be one of ${RULE_FIELDS.join(', ')}.`),
    op: z.enum(OPS, `op must be one of ${OPS.join(', ')}.`),
    value: z.preprocess(
      (value) => (typeof value === 'number' || typeof value === 'boolean' ? asText(value) : value),
      requiredLine('The value', LONGEST_VALUE),
    ),
  })
  .superRefine(({ field, op, value }, context) => {
    const kind = kindOf(field, op);
    if (kind === undefined)
      return context.addIssue({
        code: 'custom',
        path: ['op'],
        message: `${field} takes ${opsOf(field).join(', ')}.`,
        params: { fault: { code: 'choice', params: {} } },
      });
    const { isRight, says } = KINDS[kind];
    if (isRight(value)) return;
    context.addIssue({
      code: 'custom',
      path: ['value'],
      message: says,
      params: { fault: { code: 'wrong-form', params: { field: 'value' } } },
    });
  });

const asText = (value: number | boolean) => (value === true ? 'yes' : value === false ? 'no' : String(value));

export const rulesFields = {
  match: z.enum(['all', 'any'], 'match must be all or any.').default('all'),
  rules: z
    .array(ruleField)
    .min(1, 'Give at least one rule.')
    .max(MOST_RULES, `Give ${MOST_RULES} rules or fewer.`),
};
