import { createReadStream } from 'node:fs';
import { Command } from 'commander';
import { MOST_BYTES, understandMail, type Reason } from '../inbound/index.ts';
import { AppError, InvalidInput } from '../platform/errors.ts';
import { group } from './command.ts';
import { fileFault } from './file-fault.ts';
import { describeMail } from './understood-mail.ts';

const explain = new Command('explain')
  .description('say how a mail that came back is understood: a bounce, a complaint or an automatic answer')
  .argument('<file>', 'the whole mail with its headers, or - for standard input')
  .option(
    '--json',
    'print JSON: {kind, recipient, status, by, reason, words, others, messageId, tokenAddresses, noAnswer}',
  )
  .action(async (file: string, { json }: { json?: boolean }) => {
    const understanding = understandMail(await readAll(file));
    refuse(understanding.reason, file);
    process.stdout.write(
      `${json ? JSON.stringify(understanding, undefined, 2) : describeMail(understanding)}\n`,
    );
  });

export const bounceCommands = group('bounce', 'mail that came back', [explain]);

/** No more than can be looked at, however large it is. */
async function readAll(file: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of file === '-' ? process.stdin : createReadStream(file)) {
      pieces.push(piece as Buffer);
      size += (piece as Buffer).length;
      if (size > MOST_BYTES) break;
    }
  } catch (error) {
    throw new InvalidInput([{ field: 'file', message: `${file} cannot be read: ${fileFault(error)}` }]);
  }
  return Buffer.concat(pieces);
}

const MEGABYTES = MOST_BYTES / 1024 / 1024;
const REFUSALS: Partial<Record<Reason, string>> = {
  empty: 'is empty.',
  'not-a-mail':
    'is no mail: it does not begin with headers, such as "From: …". Save the whole mail, with its source.',
  'too-large': `is larger than ${MEGABYTES} MB. Mail of that size is not looked at.`,
};

function refuse(reason: Reason, file: string): void {
  const why = REFUSALS[reason];
  if (why !== undefined) throw new AppError(reason, `${file === '-' ? 'Standard input' : file} ${why}`);
}
