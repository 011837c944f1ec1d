import type { MailOutcome } from '../../platform/mail/mailer.ts';
import type { History } from '../messages/judge-outcome.ts';
import type { RunJournal } from '../journal/run-journal.ts';

/** Readers whose refusal may be their own or mean everybody, until what follows tells which. */
export interface AmbiguousRefusals {
  /** A reader leaves. @returns their place in the order of leaving. */
  handOut(): number;
  add(history: History, outcome: MailOutcome, place: number): void;
  /** The server took the message of who left at `place`. */
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
  /** Who left last before the refusal came: those in hand may have been taken before the server's mind changed. */
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
  let handedOut = 0;
  const areMany = () => open.length >= MANY;
  return {
    handOut: () => (handedOut += 1),
    add(history, outcome, place) {
      open.push({ history, outcome, place, last: handedOut });
      if (areMany()) journal.stop();
    },
    accepted(place) {
      if (open.length === 0) return;
      for (const { history, outcome, last } of open) if (last < place) journal.settle(history, outcome, true);
      open = open.filter(({ last }) => last >= place);
    },
    areMany,
    close(isBlamed) {
      const { accepted, fault } = journal.result;
      // Of many the first alone is blamed, who stood first each time: so the batch moves, and an outage charges hardly anybody.
      const isOwn = (index: number) =>
        fault === undefined && (areMany() ? isBlamed && index === 0 : isBlamed || accepted > 0);
      const inOrder = open.toSorted((one, other) => one.place - other.place);
      for (const [index, { history, outcome }] of inOrder.entries())
        journal.settle(history, outcome, isOwn(index));
      open = [];
    },
  };
}
