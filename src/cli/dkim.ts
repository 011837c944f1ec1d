import { Command, Option } from 'commander';
import {
  activateDkimKeys,
  createDkimKeys,
  listDkimKeys,
  recordOf,
  retireDkimKey,
  type DkimKey,
} from '../sender-domains/index.ts';
import { group, withApp } from './command.ts';

const domainOption = () =>
  new Option('--domain <domain>', 'the domain of the sender address, or one above it').makeOptionMandatory();

const create = new Command('create')
  .description(
    'make keys and print the DNS records to publish; Paperround signs nothing until you activate them',
  )
  .addOption(domainOption())
  .option('--selector <selector>', 'name of the key within the domain (default: made from the date)')
  .option('--algorithm <algorithm>', 'rsa, ed25519 or both', 'both')
  .option('--json', 'print JSON: a list of {domain, selector, algorithm, status, record, …}')
  .action((options: { domain: string; selector?: string; algorithm: string; json?: boolean }) =>
    withApp(options, async (app) => (await createDkimKeys(app, options)).map(shown), describeNew),
  );

const list = new Command('list')
  .description('list the keys')
  .option('--json', 'print JSON')
  .action((options: { json?: boolean }) =>
    withApp(
      options,
      async (app) => (await listDkimKeys(app.db)).map(shown),
      (keys) => keys.map(line).join('\n') || 'There are no keys: the mail server is expected to sign.',
    ),
  );

const activate = new Command('activate')
  .description('let new keys sign; DNS must show their records')
  .addOption(domainOption())
  .option('--selector <selector>', 'only this key (or a retired one)')
  .option('--without-check', 'do not ask DNS')
  .option('--json', 'print JSON')
  .action((options: { domain: string; selector?: string; withoutCheck?: boolean; json?: boolean }) =>
    withApp(
      options,
      async (app) => {
        const { domain, selector, withoutCheck = false } = options;
        return (await activateDkimKeys(app, { domain, selector, isUnchecked: withoutCheck })).map(shown);
      },
      (keys) => `${keys.map(line).join('\n')}\nAll running processes sign with it within half a minute.`,
    ),
  );

const retire = new Command('retire')
  .description('stop a key from signing')
  .addOption(domainOption())
  .requiredOption('--selector <selector>', 'the key')
  .option('--json', 'print JSON')
  .action((options: { domain: string; selector: string; json?: boolean }) =>
    withApp(
      options,
      async (app) => {
        const { key, stillActive } = await retireDkimKey(app, options);
        return { ...shown(key), stillActive: stillActive.map(({ selector }) => selector) };
      },
      ({ record, domain, stillActive }) =>
        [
          `Within half a minute it signs nothing more. Leave ${record.name} in DNS for a week: mail on its way needs it.`,
          stillActive.length === 0 ? `No key of ${domain} is active now.` : '',
        ]
          .join('\n')
          .trimEnd(),
    ),
  );

type ShownKey = ReturnType<typeof shown>;

function shown(key: DkimKey) {
  const { domain, selector, algorithm, status, createdAt, activatedAt, retiredAt } = key;
  return { domain, selector, algorithm, status, createdAt, activatedAt, retiredAt, record: recordOf(key) };
}

const line = ({ domain, selector, algorithm, status }: ShownKey) =>
  `${status.padEnd(7)}  ${algorithm.padEnd(7)}  ${selector}._domainkey.${domain}`;

function describeNew(keys: ShownKey[]): string {
  const [domain = ''] = keys.map((key) => key.domain);
  const records = keys.map(({ record }) => {
    const pieces = record.strings.map((piece) => `"${piece}"`).join(' ');
    return `Name:   ${record.name}\nType:   TXT\nValue:  ${record.value}\n\nAs a line of a zone file:\n${record.name}. IN TXT ( ${pieces} )\n`;
  });
  return [
    `Publish ${keys.length === 1 ? 'this record' : `these ${keys.length} records`} in the DNS of ${domain}.`,
    'Paperround does not sign yet. When DNS shows all of this, run',
    '',
    `    npx paperround dkim activate --domain ${domain}`,
    '',
    ...records,
  ].join('\n');
}

export const dkimCommands = group('dkim', 'keys that sign mail', [create, list, activate, retire]);
