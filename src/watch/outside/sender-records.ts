import type { SenderRecord } from '../../words/index.ts';

/** What DNS says of a record: nothing (`unknown`) is no fault of the domain. */
export type Answer = 'good' | 'bad' | 'unknown';
export type Answers = Partial<Record<SenderRecord, Answer>>;

/** What is known of the records of a sender. */
export interface SenderState {
  /** Of which domain, with which keys: of another one nothing is known yet. */
  of: string;
  /** Records that were in order once. */
  good: SenderRecord[];
  /** They were, and the last look did not find them. */
  doubtful: SenderRecord[];
  /** Two looks in a row did not find them. */
  gone: SenderRecord[];
}

/** What follows from one more look. A record that was never in order is not gone. */
export function heedAnswers(before: SenderState, answers: Answers): SenderState {
  const after: SenderState = { of: before.of, good: [], doubtful: [], gone: [] };
  for (const record of ['domain', 'spf', 'dkim', 'dmarc'] as const) {
    const answer = answers[record];
    // Nobody asks for it any more.
    if (answer === undefined) continue;
    const wasGood = before.good.includes(record);
    const wasMissed = before.doubtful.includes(record) || before.gone.includes(record);
    if (wasGood || answer === 'good') after.good.push(record);
    if (answer === 'good' || !wasGood) continue;
    const isKept = answer === 'unknown';
    if (isKept ? before.gone.includes(record) : wasMissed) after.gone.push(record);
    else if (!isKept || before.doubtful.includes(record)) after.doubtful.push(record);
  }
  return after;
}
