import type { SMTPServer, SMTPServerSession } from 'smtp-server';
import { networksOf } from '../../platform/fetch/network.ts';
import { refusal, type Refusal } from './refusals.ts';

/** Of one network at a time. This machine has no such limit: there a mail server hands over everybody's mail. */
const MOST_OF_ONE = 20;
/** A connection that lasts longer is cut: a mail takes seconds, and so slow a sender only holds a place. */
const LONGEST_MS = 10 * 60_000;

/** Counts who is connected, and cuts who stays too long. */
export function createConnections() {
  const connected = new Map<string, { network: string; timer: NodeJS.Timeout }>();
  const busy = new Set<string>();
  return {
    /** @returns why the connection is refused */
    open(server: SMTPServer, { id, remoteAddress }: SMTPServerSession): Refusal | undefined {
      const network = networksOf(remoteAddress)?.network ?? 'unknown';
      const others = [...connected.values()].filter((one) => one.network === network).length;
      if (network !== 'loopback' && others >= MOST_OF_ONE) return refusal('too-many');
      const cut = () => {
        for (const connection of server.connections) if (connection.id === id) connection.close();
      };
      connected.set(id, { network, timer: setTimeout(cut, LONGEST_MS).unref() });
      return undefined;
    },
    /** @param work takes a mail. */
    async whileBusy<Result>({ id }: SMTPServerSession, work: () => Promise<Result>): Promise<Result> {
      busy.add(id);
      try {
        return await work();
      } finally {
        busy.delete(id);
      }
    },
    /** Cuts those that have no mail under way: they lose nothing, and would wait for minutes. */
    cutIdle(server: SMTPServer): void {
      for (const connection of server.connections) {
        if (busy.has(connection.id)) continue;
        connection.send(421, '4.3.2 Closing');
        connection.close();
      }
    },
    close({ id }: SMTPServerSession): void {
      clearTimeout(connected.get(id)?.timer);
      connected.delete(id);
    },
  };
}
