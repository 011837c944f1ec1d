import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { KINDS } from '../../../../kinds.ts';
import type { App } from '../../../../platform/app.ts';
import { InvalidInput } from '../../../../platform/errors.ts';
import { parseTypedAddress } from '../../../../platform/mail/typed-address.ts';
import { createRateLimit } from '../../../../platform/rate-limit.ts';
import { sendTest, type TestResult } from '../../../../sends/index.ts';
import type { Desk } from '../../../../words/index.ts';
import { answerOfForm, onceByForm } from '../../once-by-form.ts';

/** What became of a test, as the page tells it. */
export interface TestReport {
  at: string;
  results: TestResult[];
}

export const testForm = z.object({
  to: z.string().max(5000).default(''),
  key: z.string().max(100).default(''),
});

export const newTestKey = () => randomBytes(16).toString('base64url');

const MOST = 5;
/** Mails in ten minutes, for one person. */
const LIMIT = { name: 'test-mail', tries: 50, seconds: 600 };

/**
 * Sends a test once, however often the form arrives.
 * @returns what the page finds the report by. @throws InvalidInput in the person's language.
 */
export async function sendTestOnce(
  app: App,
  desk: Desk,
  send: { publicationId: number; id: number },
  { to, key }: z.output<typeof testForm>,
): Promise<string> {
  const addresses = addressesIn(to, desk);
  const report = createHash('sha256')
    .update([key, send.id, ...addresses].join('\n'))
    .digest('base64url');
  await onceByForm(app, report, async (): Promise<TestReport> => {
    const wait = await createRateLimit(app.db, LIMIT).take(app.actor, addresses.length);
    if (wait !== undefined) throw faulty(desk.words.preview.tooManyTests(desk.duration(wait)));
    const results = await sendTest(app, KINDS, send.publicationId, send.id, { to: addresses });
    return { at: app.now().toISOString(), results };
  });
  return report;
}

export async function reportOf(app: App, report: unknown): Promise<TestReport | undefined> {
  return typeof report === 'string'
    ? ((await answerOfForm(app, report)) as TestReport | undefined)
    : undefined;
}

function addressesIn(text: string, { words: { preview } }: Desk): string[] {
  const typed = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  if (typed.length === 0) throw faulty(preview.noAddress);
  if (typed.length > MOST) throw faulty(preview.tooManyAddresses);
  const wrong = typed.filter((address) => !parseTypedAddress(address));
  if (wrong.length > 0) throw faulty(wrong.map(preview.badAddress).join(' '));
  return typed;
}

const faulty = (message: string) => new InvalidInput([{ field: 'to', message }]);
