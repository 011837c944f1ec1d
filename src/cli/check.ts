import { Command } from 'commander';
import { checkSend, ignoreFinding, type CheckReport, type Finding } from '../checks/index.ts';
import { KINDS } from '../kinds.ts';
import { findingSays, passedSays, type WarningCode } from '../words/index.ts';
import { withApp } from './command.ts';
import { EXIT_FAILED } from './exit-codes.ts';
import { ID } from './on-send.ts';
import { publicationOf } from './show-send.ts';

interface CheckOptions {
  ignore?: string[];
  json?: boolean;
}

export const check = new Command('check')
  .description(
    'look at a send before it goes out: its mail, links, pictures and sender; fails when something blocks it',
  )
  .argument('<id>', ID)
  .option('--ignore <codes...>', 'ignore these warnings until what they are about changes')
  .option('--json', 'print JSON: {blockers, warnings}')
  .action((id: string, { ignore = [], ...options }: CheckOptions) =>
    withApp(
      options,
      async (app) => {
        const publicationId = await publicationOf(app, id);
        for (const code of ignore)
          await ignoreFinding(app, KINDS, publicationId, Number(id), { code: code as WarningCode });
        const report = await checkSend(app, KINDS, publicationId, Number(id));
        if (report.blockers.length > 0) process.exitCode = EXIT_FAILED;
        return report;
      },
      described,
      ({ blockers, warnings }) => ({ blockers: blockers.map(told), warnings: warnings.map(told) }),
    ),
  );

/** A finding for programs, as the API has it. */
const told = (one: Finding) => ({ code: one.code, says: findingSays(one), where: one.where });

function described({ blockers, warnings, passed, kilobytes }: CheckReport): string {
  const line = (mark: string) => (one: Finding) =>
    `${mark}  ${findingSays(one)}\n      ${one.code} (${one.where})`;
  return [
    blockers.length > 0 ? 'It cannot go out yet.' : 'Nothing is blocking it.',
    ...blockers.map(line('BAD ')),
    ...warnings.map(line('note')),
    ...passed.map((aspect) => `ok    ${passedSays(aspect, { kilobytes: kilobytes ?? 0 })}`),
  ].join('\n');
}
