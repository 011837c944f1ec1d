/** What a mail server turned out to be like, beyond what it offers. */
export interface Habits {
  /** It offers PIPELINING and loses, or refuses, commands that come before it has answered a message. */
  waitsForAnswers?: boolean | undefined;
  /** Messages after which it wants a fresh session. */
  messagesPerSession?: number | undefined;
  /** What its greeting calls it, where that matters. */
  software?: 'Exim' | null | undefined;
}

/** How sessions with a server behave: shared by all of them, and kept for later ones. */
export interface Manners {
  /** Whether the next message is announced behind the answer to the one before only. */
  waitsForAnswers(): boolean;
  /** Messages that a session may begin. */
  mostPerSession(): number;
  /** What followed a message was not heard. */
  lostWhatFollowed(): void;
  /** It accepts this many messages in a session and no more. */
  hadEnough(count: number, reply: string): void;
  /** @returns when that is kept. */
  greeted(greeting: string): Promise<void>;
  /** What is known by now, perhaps through other processes. @param bound of the operator's. */
  refresh(habits: Habits, bound: number | null): void;
}

/** A server that ends sessions with 421 has a limit even if it names no number, when the count is always the same. */
const SAME_BEFORE_BELIEVED = 3;

/** @param keep keeps what was learnt for other processes; what cannot be kept is learnt again. */
export function createManners(keep: (habits: Habits) => Promise<void> = async () => {}): Manners {
  let known: Habits = {};
  let bound = Infinity;
  let last = { count: 0, times: 0 };
  let keeping = 0;

  const learn = async (news: Habits) => {
    known = { ...known, ...news };
    keeping += 1;
    try {
      await keep(news);
    } catch {
      // The database is away; sends say so.
    } finally {
      keeping -= 1;
    }
  };
  const mostPerSession = () => Math.min(bound, known.messagesPerSession ?? Infinity);
  return {
    waitsForAnswers: () => known.waitsForAnswers === true,
    mostPerSession,
    lostWhatFollowed() {
      if (known.waitsForAnswers !== true) void learn({ waitsForAnswers: true });
    },
    hadEnough(count, reply) {
      last = { count, times: last.count === count ? last.times + 1 : 1 };
      const isSure = isAboutSession(reply, 'mail') || last.times >= SAME_BEFORE_BELIEVED;
      if (isSure && count > 0 && count < mostPerSession()) void learn({ messagesPerSession: count });
    },
    async greeted(greeting) {
      const software = /\bExim\b/i.test(greeting) ? 'Exim' : null;
      if (software !== (known.software ?? null)) await learn({ software });
    },
    refresh(habits, limit) {
      bound = limit ?? Infinity;
      if (keeping === 0) known = habits;
    },
  };
}

/**
 * Whether a refusal says that the session, and not the server, has had enough (RFC 3463 §3.6: X.5.3). Said to RCPT, "too many
 * messages" may mean those of a minute.
 */
export function isAboutSession(reply: string, step: 'mail' | 'rcpt'): boolean {
  return (
    /^4\d\d[ -]4\.5\.3(?!\S)/m.test(reply) ||
    /^4.*\b(messages|mails|transactions|recipients) (per|in|for|on|this) (this |the |one |a |each )?(session|connection)\b/i.test(
      reply,
    ) ||
    (step === 'mail' && /too many (messages|mails|transactions)\b/i.test(reply))
  );
}

/** Whether a refusal of MAIL says that the command came too early, or unheard of. */
export const isOutOfStep = (reply: string) =>
  /^50[0-3]/.test(reply) || /^5\d\d.*(pipelin|synchroni[sz]|bad sequence)/i.test(reply);
