import { Resolver } from 'node:dns/promises';

export type DnsResolver = Pick<Resolver, 'resolve'>;

/** A name that is always there (RFC 2606): who does not know it knows nothing of the world. */
const ALWAYS_THERE = 'example.com';
const GOOD_FOR_MS = 60_000;

let known: { answer: Promise<boolean>; until: number } | undefined;

/** Whether DNS here knows names of the world outside. Behind a proxy, or without a network, that nobody knows a name says nothing. */
export function askForTheWorld(resolver?: DnsResolver): Promise<boolean> {
  if (resolver) return knows(resolver);
  if (!known || known.until < performance.now())
    known = {
      answer: knows(new Resolver({ timeout: 2000, tries: 1 })),
      until: performance.now() + GOOD_FOR_MS,
    };
  return known.answer;
}

async function knows(resolver: DnsResolver): Promise<boolean> {
  try {
    await resolver.resolve(ALWAYS_THERE, 'A');
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENODATA';
  }
}
