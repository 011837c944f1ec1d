import { Command } from 'commander';
import { getPublication } from '../publications/index.ts';
import {
  FUNNEL_DAYS,
  readFunnel,
  readFunnelRange,
  type Funnel,
  type FunnelSteps,
} from '../subscribers/index.ts';
import { withApp } from './command.ts';

interface Options {
  from?: string;
  to?: string;
  json?: boolean;
}

export const funnelCommand = new Command('funnel')
  .description('show what became of sign-ups, by the page that led to them')
  .argument('<slug>', 'the publication')
  .option('--from <moment>', `a day such as 2027-03-01, or an instant (default: ${FUNNEL_DAYS} days)`)
  .option('--to <moment>', 'the last day, or an instant (default: today)')
  .option('--json', 'print JSON: {from, to, rows, total}')
  .action((slug: string, options: Options) =>
    withApp(
      options,
      async (app) => {
        const publication = await getPublication(app.db, slug);
        return readFunnel(app, publication, readFunnelRange(app, publication, options));
      },
      describe,
    ),
  );

const HEADINGS = ['Shown', 'Signed up', 'Mailed', 'Confirmed', 'Bounced', 'Expired', 'Waiting', 'Source'];

function describe({ rows, total }: Funnel): string {
  if (rows.length === 0) return 'Nobody signed up in this time, and no box was shown.';
  const lines = [
    HEADINGS,
    ...rows.map((row) => [...cellsOf(row), row.title ? `${row.source} (${row.title})` : row.source]),
    [...cellsOf(total), 'all'],
  ];
  const widths = HEADINGS.map((_heading, column) =>
    Math.max(...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => (column === cells.length - 1 ? cell : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

const cellsOf = ({ shown, signedUp, mailed, confirmed, lost }: FunnelSteps): string[] =>
  [shown, signedUp, mailed, confirmed, lost.bounced, lost.expired, lost.waiting].map(String);
