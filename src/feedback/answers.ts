/** Answers for good that a send has had since it began, or since it was last resumed or sent again; the latest ones. */
export interface Answers {
  /** Messages that a server took, or refused for good. */
  answered: number;
  /** Of them, those that a server took. */
  accepted: number;
  /** Of them, those to addresses that do not exist. */
  bounced: number;
  /** Of them, those refused for what they say or who sends them. */
  refused: number;
}

/** Fewer answers say too little. */
const ENOUGH = 200;
/** Mail services warn at the one share of bounces and review the sender at the other (THR-04). */
const WORRYING_SHARE = 0.02;
const ALARMING_SHARE = 0.05;

/** When there are so many, each counts half from then on: what begins to go wrong late in a large send is seen soon. */
export const MANY_ANSWERS = 10_000;

/** What is so frequent that the send has to be stopped (SMTP-18). */
export function alarmOf({
  answered,
  bounced,
  refused,
}: Omit<Answers, 'accepted'>): 'bounces' | 'refusals' | undefined {
  if (answered < ENOUGH) return undefined;
  if (bounced > answered * ALARMING_SHARE) return 'bounces';
  return refused > answered * ALARMING_SHARE ? 'refusals' : undefined;
}

export const hasManyBounces = ({ answered, bounced }: Pick<Answers, 'answered' | 'bounced'>): boolean =>
  answered >= ENOUGH && bounced >= answered * WORRYING_SHARE;
