import { Command, Option } from 'commander';
import { changeLimit, limitOf, listLimits, type SendLimit } from '../transports/index.ts';
import { InvalidInput } from '../platform/errors.ts';
import { withApp } from './command.ts';

interface LimitOptions {
  domain?: string;
  name: string;
  perSecond?: string;
  perHour?: string;
  json?: boolean;
}

export const limitsCommand = new Command('limits')
  .description('show or set how fast mail may leave; all processes together follow within a second')
  .addOption(new Option('--name <transport>', 'the transport').default('default'))
  .option('--domain <domain>', 'mail to this domain, through any transport')
  .option('--per-second <number>', 'messages per second, 0.001 or more, or none')
  .option('--per-hour <number>', 'messages per hour, spread evenly, or none')
  .option(
    '--json',
    'print JSON: {scope, perSecond, perHour, fromAccount, slowedTo, slowedAt, slowedReply}, as a list when nothing is set',
  )
  .action((options: LimitOptions) => {
    const { perSecond, perHour } = options;
    if (perSecond === undefined && perHour === undefined)
      return withApp(
        options,
        ({ db }) => listLimits(db),
        (found) => found.map(line).join('\n') || 'There are no limits.',
      );
    return withApp(
      options,
      async (app) => {
        const target =
          options.domain === undefined ? { transport: options.name } : { domain: options.domain };
        const before = await limitOf(app, target);
        const values = {
          perSecond: perSecond === undefined ? before.perSecond : numberOf('--per-second', perSecond),
          perHour: perHour === undefined ? before.perHour : numberOf('--per-hour', perHour),
        };
        return changeLimit(app, target, values);
      },
      line,
    );
  });

/** @throws InvalidInput */
function numberOf(name: string, text: string): number | null {
  if (text === 'none') return null;
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw new InvalidInput([{ field: name, message: `${name} must be a number, or none.` }]);
}

function line({ scope, perSecond, perHour, fromAccount, slowedTo }: SendLimit): string {
  const bounds = [
    perSecond === null ? [] : [`${perSecond} a second${fromAccount ? ', as the account allows' : ''}`],
    perHour === null ? [] : [`${perHour} an hour`],
    slowedTo === null ? [] : [`slowed to ${Number(slowedTo.toPrecision(2))} a second, as the domain asked`],
  ].flat();
  return `${scope}  ${bounds.join(', ') || 'no limit'}`;
}
