import { Command } from 'commander';
import { listSignUpHolds, type SignUpHold } from '../reports/index.ts';
import { releaseSignUps } from '../subscribers/index.ts';
import { group, withApp } from './command.ts';
import { localTime } from './local-time.ts';

const show = new Command('show')
  .description('show which confirmation mails wait, and for what')
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
    'send all confirmation mails that wait, but no person more than is allowed; the sign-ups until now count as genuine',
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
    return `${mails} asked for from one network, since ${localTime(since, 'UTC')}: they leave one after the other.`;
  if (why === 'person')
    return `${mails} to people who were mailed a moment ago, since ${localTime(since, 'UTC')}: they leave by themselves.`;
  const where = isForAll ? 'all addresses' : (domain ?? 'one mail domain');
  return `${mails} to ${where}, since ${localTime(since, 'UTC')}`;
}
