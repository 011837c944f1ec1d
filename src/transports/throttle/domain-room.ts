/** Single mails of one domain that may be on their way together. */
const MOST_AT_ONCE = 5;
/** A message that has been on its way for so long is with a server that says nothing. */
const SILENT_MS = 5000;

/** Keeps a domain that says nothing from taking every connection: others wait for their confirmations, too. */
export interface DomainRoom {
  /** Resolves when there is room, with what gives it back; with undefined when those in front get no answer. */
  enter(domain: string): Promise<(() => void) | undefined>;
}

interface Room {
  /** Those on their way, the oldest first. */
  guests: Set<{ since: number }>;
  waiting: Set<() => void>;
}

export function createDomainRoom(silentMs = SILENT_MS): DomainRoom {
  const rooms = new Map<string, Room>();
  const silentAt = ({ guests }: Room) => ([...guests][0]?.since ?? performance.now()) + silentMs;
  const change = (room: Room) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        room.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(silentAt(room) - performance.now(), 0) + 1);
      room.waiting.add(done);
    });
  const leave = (domain: string, room: Room, guest: { since: number }) => {
    room.guests.delete(guest);
    const [next] = room.waiting;
    if (next) next();
    else if (room.guests.size === 0) rooms.delete(domain);
  };
  return {
    async enter(domain) {
      const room = rooms.get(domain) ?? { guests: new Set(), waiting: new Set() };
      rooms.set(domain, room);
      while (room.guests.size >= MOST_AT_ONCE) {
        if (performance.now() >= silentAt(room)) return undefined;
        await change(room);
      }
      const guest = { since: performance.now() };
      room.guests.add(guest);
      return () => leave(domain, room, guest);
    },
  };
}
