import type { MailOutcome } from '../../platform/mail/mailer.ts';
import { enter, stop, type RunJournal } from '../journal/run-journal.ts';
import type { History } from '../messages/judge-outcome.ts';

/** Readers whose refusal may be their own or mean everybody, until what follows tells which. */
export interface AmbiguousRefusals {
  /** @param place of the reader in the order of leaving. */
  add(history: History, outcome: MailOutcome, place: number): void;
  /** The server took the message that left at `place`. */
  accepted(place: number): void;
  /** So many that the server means everybody. */
  areMany(): boolean;
  /** The run is over. @param isBlamed the batch stood still because of them again and again. */
  close(isBlamed: boolean): void;
}

interface AmbiguousRefusal {
  history: History;
  outcome: MailOutcome;
  place: number;
  /** The last to leave before the refusal came: messages in hand may have been taken before the server's mind changed. */
  last: number;
}

/** So many in a row are no accident. */
const MANY = 10;

/**
 * A server that says at RCPT TO that it cannot be used (454, 530) means that reader alone when it takes others who left after
 * that: the reader is charged, as for any temporary refusal. When it does not, the fault is the transport's and charges nobody.
 */
export function createAmbiguousRefusals(journal: RunJournal): AmbiguousRefusals {
  let open: AmbiguousRefusal[] = [];
  const areMany = () => open.length >= MANY;
  const settle = ({ history, outcome, place }: AmbiguousRefusal, isBlamed: boolean) =>
    enter(journal, { history, outcome, isBlamed, place });
  return {
    add(history, outcome, place) {
      open.push({ history, outcome, place, last: journal.proof.lastPlace() });
      if (areMany()) stop(journal);
    },
    accepted(place) {
      if (open.length === 0) return;
      for (const refusal of open) if (refusal.last < place) settle(refusal, true);
      open = open.filter(({ last }) => last >= place);
    },
    areMany,
    close(isBlamed) {
      const { accepted, fault } = journal.result;
      // When there are many, charge only the first: the batch then makes progress, and an outage charges hardly anybody.
      const isOwn = (index: number) =>
        fault === undefined && (areMany() ? isBlamed && index === 0 : isBlamed || accepted > 0);
      const inOrder = open.toSorted((one, other) => one.place - other.place);
      for (const [index, refusal] of inOrder.entries()) settle(refusal, isOwn(index));
      open = [];
    },
  };
}
