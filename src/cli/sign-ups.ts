import { Command } from 'commander';
import { listSignUpHolds, type SignUpHold } from '../reports/index.ts';
import { releaseSignUps } from '../subscribers/index.ts';
import { group, withApp } from './command.ts';

const show = new Command('show')
  .description('show which confirmation mails wait because far more people sign up than usual')
  .option('--json', 'print JSON')
  .action((options: { json?: boolean }) =>
    withApp(
      options,
      (app) => listSignUpHolds(app.db),
      (holds) => holds.map(describe).join('\n') || 'Nothing waits: sign-ups are as usual.',
    ),
  );

const release = new Command('release')
  .description('send all confirmation mails that wait; the sign-ups until now count as genuine')
  .option('--json', 'print JSON')
  .action((options: { json?: boolean }) =>
    withApp(
      options,
      (app) => releaseSignUps(app),
      ({ released }) => `Released: ${released} confirmation mails. A running worker sends them now.`,
    ),
  );

export const signUpCommands = group('sign-ups', 'confirmation mails that wait while sign-ups spike', [
  show,
  release,
]);

function describe({ isForAll, domain, since, mails }: SignUpHold): string {
  const where = isForAll ? 'all addresses' : (domain ?? 'one mail domain');
  return `${mails} to ${where}, since ${since.toISOString().slice(0, 16)}Z`;
}
