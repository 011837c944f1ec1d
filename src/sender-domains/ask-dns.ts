import { Resolver } from 'node:dns/promises';

/** The records of a name, as `Resolver.resolve` gives them. Rejects with a `code` such as ENOTFOUND. */
export type AskDns = (name: string, type: string) => Promise<unknown[]>;

export const createResolver = () => new Resolver({ timeout: 3000, tries: 2 });

/** Asks each question once. */
export function askOnce(resolver: Pick<Resolver, 'resolve'>): AskDns {
  const answers = new Map<string, Promise<unknown[]>>();
  return (name, type) => {
    const question = `${type} ${name.toLowerCase()}`;
    const answer = answers.get(question) ?? (resolver.resolve(name, type) as Promise<unknown[]>);
    answers.set(question, answer);
    return answer;
  };
}

/** The TXT records of a name, each in one piece; none when it does not exist. Rejects when DNS does not say. */
export async function textsOf(ask: AskDns, name: string): Promise<string[]> {
  return (await recordsOf<string[]>(ask, name, 'TXT')).map((pieces) => pieces.join(''));
}

/** None when the name or such a record does not exist. Rejects when DNS does not say. */
export async function recordsOf<Answer>(ask: AskDns, name: string, type: string): Promise<Answer[]> {
  try {
    return (await ask(name, type)) as Answer[];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export const isMissing = (error: unknown) => ['ENOTFOUND', 'ENODATA'].includes(codeOf(error));

export const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
