import { Command } from 'commander';
import { listSignUpHolds, type SignUpHold } from '../reports/index.ts';
import { releaseSignUps } from '../subscribers/index.ts';
import { group, withApp } from './command.ts';
import { localTime } from './local-time.ts';

const show = new Command('show')
  .description('show which confirmation mails wait, and why')
  .option('--json', 'print JSON')
  .action((options: { json?: boolean }) =>
    withApp(
      options,
      (app) => listSignUpHolds(app.db),
      (holds) => holds.map(describe).join('\n') || 'Nothing waits.',
    ),
  );

const release = new Command('release')
  .description(
    'send all waiting confirmation mails, within the limit for each person; sign-ups until now count as genuine',
  )
  .option('--json', 'print JSON')
  .action((options: { json?: boolean }) =>
    withApp(
      options,
      (app) => releaseSignUps(app),
      ({ released }) => `Released: ${released} confirmation mails. A running worker sends them now.`,
    ),
  );

export const signUpCommands = group('sign-ups', 'confirmation mails that wait for their turn', [
  show,
  release,
]);

function describe({ isForAll, domain, since, mails, why }: SignUpHold): string {
  if (why === 'network')
    return `${mails} requested from one network since ${localTime(since, 'UTC')}: they go out one after the other.`;
  if (why === 'person')
    return `${mails} to people who got one a moment ago, since ${localTime(since, 'UTC')}: they go out by themselves.`;
  const where = isForAll ? 'all addresses' : (domain ?? 'one mail domain');
  return `${mails} to ${where}, since ${localTime(since, 'UTC')}`;
}
