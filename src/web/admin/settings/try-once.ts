import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { SignedIn } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { InvalidInput, NotFound } from '../../../platform/errors.ts';
import { createRateLimit } from '../../../platform/rate-limit.ts';
import type { Publication } from '../../../publications/index.ts';
import { tryTransport, type TransportTrial } from '../../../transports/index.ts';
import type { Desk } from '../../../words/index.ts';
import { answerOfForm, onceByForm } from '../once-by-form.ts';

/** What became of a try, as the page tells it. */
export interface TrialReport extends TransportTrial {
  at: string;
  transport: string;
  to: string;
  milliseconds: number;
}

export const newTrialKey = () => randomBytes(16).toString('base64url');

/** Mails in ten minutes, for one person. */
const LIMIT = { name: 'transport-trial', tries: 10, seconds: 600 };

interface Trial {
  publication: Publication;
  user: SignedIn;
  transport: string;
  key: string;
}

/**
 * Sends the person one mail over a transport of the publication, however often the form arrives.
 * @returns what the page finds the report by. @throws NotFound; InvalidInput after too many.
 */
export async function tryOnce(
  app: App,
  desk: Desk,
  { publication: { transports, fromName, fromAddress, name }, user: { email }, transport, key }: Trial,
): Promise<string> {
  if (!transports.includes(transport)) throw new NotFound(`The transport ${transport}`);
  const report = createHash('sha256').update([key, transport].join('\n')).digest('base64url');
  await onceByForm(app, report, async (): Promise<TrialReport> => {
    const { trial: words } = desk.words.settings;
    const wait = await createRateLimit(app.db, LIMIT).take(app.actor);
    if (wait !== undefined)
      throw new InvalidInput([{ field: '', message: words.tooMany(desk.duration(wait)) }]);
    const begun = performance.now();
    const trial = await tryTransport(app, transport, {
      from: { name: fromName, address: fromAddress },
      to: email,
      subject: words.subject(name),
      text: words.text(transport),
    });
    const milliseconds = Math.round(performance.now() - begun);
    return { ...trial, at: app.now().toISOString(), transport, to: email, milliseconds };
  });
  return report;
}

const shape: z.ZodType<TrialReport> = z.object({
  outcome: z.enum(['accepted', 'recipient', 'content', 'server', 'unknown']),
  reply: z.string(),
  at: z.string(),
  transport: z.string(),
  to: z.string(),
  milliseconds: z.number(),
});

export async function trialOf(app: App, report: unknown): Promise<TrialReport | undefined> {
  return typeof report === 'string' ? shape.safeParse(await answerOfForm(app, report)).data : undefined;
}
