/** Answers for good that a send has had since it began, or since it was last resumed or sent again; the latest ones. */
export interface Answers {
  /** Messages that a server took, or refused for good. */
  answered: number;
  /** Of them, those that a server took. */
  accepted: number;
  /** Of them, those to addresses that do not exist, as the server said at once or in a bounce. */
  bounced: number;
  /** Of them, those refused for what they say or who sends them. */
  refused: number;
  /** Readers who called it spam. */
  complained: number;
}

/** Fewer answers say too little. */
const ENOUGH = 200;
/** Mail services warn at the one share of bounces and review the sender at the other (THR-04). */
const WORRYING_SHARE = 0.02;
const ALARMING_SHARE = 0.05;
/** The same of complaints. One alone is no share. */
const WORRYING_COMPLAINTS = 0.001;
const ALARMING_COMPLAINTS = 0.003;
const SEVERAL = 2;

/** When there are so many, each counts half from then on: what begins to go wrong late in a large send is seen soon. */
export const MANY_ANSWERS = 10_000;

/** What is so frequent that the send has to be stopped (SMTP-18). */
export function alarmOf({
  answered,
  bounced,
  refused,
  complained,
}: Omit<Answers, 'accepted'>): 'complaints' | 'bounces' | 'refusals' | undefined {
  if (answered < ENOUGH) return undefined;
  if (complained >= SEVERAL && complained >= answered * ALARMING_COMPLAINTS) return 'complaints';
  if (bounced > answered * ALARMING_SHARE) return 'bounces';
  return refused > answered * ALARMING_SHARE ? 'refusals' : undefined;
}

export const hasManyBounces = ({ answered, bounced }: Pick<Answers, 'answered' | 'bounced'>): boolean =>
  answered >= ENOUGH && bounced >= answered * WORRYING_SHARE;

export const hasManyComplaints = ({
  answered,
  complained,
}: Pick<Answers, 'answered' | 'complained'>): boolean =>
  answered >= ENOUGH && complained >= SEVERAL && complained >= answered * WORRYING_COMPLAINTS;
