import type { GapParams, Reason } from '../../words/index.ts';

/**
 * Why the database knows nothing of a span of time: nobody gave a sign of life (`down`), this machine knows of later signs
 * than the database (`older`), the files are a copy that starts (`copied`), or a backup was restored (`restored`).
 */
export type GapKind = 'down' | 'older' | 'copied' | 'restored';

export interface Gap {
  id: number;
  kind: GapKind;
  fromAt: Date;
  untilAt: Date;
}

/** What an operator decides about what was due in a gap. */
export type GapAnswer = 'release' | 'drop';

/** What is told of a gap, with moments of the zone of a publication. */
export const gapParams = ({ kind, fromAt, untilAt }: Omit<Gap, 'id'>, timeZone: string): GapParams => ({
  kind,
  from: fromAt.toISOString(),
  until: untilAt.toISOString(),
  timeZone,
});

/** What an editor reads on a held send. */
export const heldForGap = (gap: Omit<Gap, 'id'>, timeZone: string): Reason<'held-for-gap'> => ({
  code: 'held-for-gap',
  params: { ...gapParams(gap, timeZone), before: null },
});
