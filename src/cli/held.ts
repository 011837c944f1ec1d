import { Command } from 'commander';
import { InvalidInput } from '../platform/errors.ts';
import { decideHeld, viewHeld, type Held } from '../planning/index.ts';
import { says } from '../words/index.ts';
import { withApp } from './command.ts';

const held = new Command('held')
  .description('list sends that are held because they may be out already or are late')
  .option('--json', 'print JSON: {gaps, sends}')
  .action((options: { json?: boolean }) => withApp(options, (app) => viewHeld(app), describeHeld));

/** What waits for an answer, and what to do about it. */
function describeHeld({ gaps, sends }: Held): string {
  if (sends.length === 0) return 'Nothing is held.';
  return [
    ...gaps.map((gap) => says(gap)),
    sends.length === 1 ? 'One send is held:' : `${sends.length} sends are held:`,
    ...sends.map(({ id, publication, subject, scheduledAt }) =>
      [`  ${id}`, publication, scheduledAt?.toISOString() ?? '', subject].join('  '),
    ),
    '',
    'Send them now:                    npx paperround send release --all   (or the ids of some)',
    'They were sent by another copy:   npx paperround send drop --all      (or the ids of some)',
  ].join('\n');
}

const decision = (verb: 'release' | 'drop', description: string) =>
  new Command(verb)
    .description(description)
    .argument('[ids...]', 'ids from "send held"')
    .option('--all', 'all of them')
    .option('--json', 'print JSON: the sends that were decided')
    .action((ids: string[], options: { all?: boolean; json?: boolean }) =>
      withApp(
        options,
        (app) => decideHeld(app, verb, chosen(ids, options.all === true)),
        (sends) =>
          sends.map(({ id, status, subject }) => `${id}  ${status}  ${subject}`).join('\n') ||
          'Nothing is held.',
      ),
    );

/** Undefined: all. */
function chosen(ids: string[], all: boolean): number[] | undefined {
  if (all === ids.length > 0)
    throw new InvalidInput([{ field: 'ids', message: 'Name the ids of held sends, or say --all.' }]);
  if (all) return undefined;
  const wrong = ids.find((id) => !/^[1-9]\d{0,14}$/.test(id));
  if (wrong !== undefined)
    throw new InvalidInput([{ field: 'ids', message: `${wrong} is not the id of a send.` }]);
  return ids.map(Number);
}

export const heldCommands = [
  held,
  decision('release', 'let held sends go on'),
  decision('drop', 'drop held sends: another copy sent them'),
];
