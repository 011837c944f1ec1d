import { z } from 'zod';
import { lookOf } from '../../../emails/index.ts';
import { contrast, MIN_CONTRAST, SOFT_INK } from '../../../platform/colors.ts';
import { publicationFields, type Publication } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';

const { accentColor, groundColor, typeface, footerLine, articleBody } = publicationFields.shape;
const FIELDS = { accentColor, groundColor, typeface, footerLine, articleBody };

type LookField = keyof typeof FIELDS;
export const LOOK_FIELDS = Object.keys(FIELDS) as LookField[];

/** As a publication begins. */
export const DEFAULT_LOOK = {
  accentColor: '#1f4ed8',
  groundColor: '#f3f2ee',
  typeface: 'mixed',
  footerLine: '',
} as const;

export const lookValues = (publication: Publication): Record<string, string> =>
  Object.fromEntries(LOOK_FIELDS.map((field) => [field, publication[field]]));

/** What somebody typed and did not save yet, as an address has it; what cannot be is left out. */
export function typedLook(query: Record<string, unknown>): Partial<Pick<Publication, LookField>> {
  const typed = LOOK_FIELDS.flatMap((field) => {
    const read = query[field] === undefined ? undefined : FIELDS[field].safeParse(query[field]);
    return read?.success ? [[field, read.data]] : [];
  });
  return Object.fromEntries(typed) as Partial<Pick<Publication, LookField>>;
}

/** Which mail is looked at, and how. */
export const viewQuery = z.object({
  mail: z.enum(['article', 'digest', 'letter', 'correction']).catch('article'),
  look: z.enum(['light', 'dark']).catch('light'),
  width: z.enum(['phone', 'desktop']).catch('phone'),
});
export type MailView = z.output<typeof viewQuery>;

const isColor = (text: string | undefined): text is string => /^#[0-9a-f]{6}$/i.test(text ?? '');

/** How well the colours can be read, in words; of what is no colour, nothing. */
export function contrastSays(
  { words, language }: Desk,
  values: Record<string, string>,
): Record<'accentColor' | 'groundColor', string> {
  const { look } = words;
  const number = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  // Rounded down: 4.46 is not enough.
  const ratio = (value: number) => number.format(Math.floor(value * 10) / 10);
  const { accentColor: accent, groundColor: ground } = values;
  const onWhite = isColor(accent) ? contrast(accent, '#ffffff') : undefined;
  const onGround = isColor(ground) ? contrast(ground, SOFT_INK) : undefined;
  return {
    accentColor:
      onWhite === undefined || accent === undefined
        ? ''
        : onWhite >= MIN_CONTRAST
          ? look.readable(ratio(onWhite))
          : look.darkened(ratio(onWhite), lookOf(accent).link),
    groundColor:
      onGround === undefined
        ? ''
        : onGround >= MIN_CONTRAST
          ? look.groundReadable(ratio(onGround))
          : look.groundTooDark(ratio(onGround)),
  };
}
