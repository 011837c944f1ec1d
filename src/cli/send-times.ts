import { Command } from 'commander';
import { moveSend, scheduleLetter, unscheduleLetter } from '../letters/index.ts';
import { AT, changed, ID, shown } from './on-send.ts';
import { readNumber } from './read-number.ts';

export interface When {
  at?: string;
  timeZone?: string;
}

const schedule = new Command('schedule')
  .description('send a letter now or at a time; also moves the time of one that is scheduled or held')
  .argument('<id>', ID)
  .option('--at <time>', AT)
  .option('--time-zone <zone>', 'of a local time (default: that of the publication)')
  .option('--undo-seconds <count>', 'wait at least so long, so that "send unschedule" can take it back', '0')
  .option('--json', 'print JSON')
  .action(
    (
      id: string,
      { at, timeZone, undoSeconds, ...options }: When & { undoSeconds: string; json?: boolean },
    ) => {
      const when = { at, timeZone, undoSeconds: readNumber('--undo-seconds', undoSeconds, 0) };
      return shown(options, (app) => changed(app, id, (of) => scheduleLetter(app, of, Number(id), when)));
    },
  );

const move = new Command('move')
  .description('move a send that waits for its time or is held: a letter, or the send of an article')
  .argument('<id>', ID)
  .option('--at <time>', `${AT} (default: now)`)
  .option('--time-zone <zone>', 'of a local time (default: that of the publication)')
  .option('--json', 'print JSON')
  .action((id: string, { at, timeZone, ...options }: When & { json?: boolean }) =>
    shown(options, (app) => changed(app, id, (of) => moveSend(app, of, Number(id), { at, timeZone }))),
  );

const unschedule = new Command('unschedule')
  .description('make a scheduled letter a draft again')
  .argument('<id>', ID)
  .option('--json', 'print JSON')
  .action((id: string, options: { json?: boolean }) =>
    shown(options, (app) => changed(app, id, (of) => unscheduleLetter(app, of, Number(id)))),
  );

/** When a send goes out. */
export const timeCommands = [schedule, move, unschedule];
