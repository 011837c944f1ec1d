import { Command } from 'commander';
import { copyLetter, getSendDetails, getVersion, listVersions, restoreVersion } from '../letters/index.ts';
import { withApp } from './command.ts';
import { changed, ID, shown } from './on-send.ts';
import { localTime, timeZones } from './local-time.ts';
import { readNumber } from './read-number.ts';
import { publicationOf } from './show-send.ts';

const VERSION_ID = 'the id that "send versions" shows';

const versions = new Command('versions')
  .description('list what the draft of a letter said before, newest first')
  .argument('<id>', ID)
  .option('--json', 'print JSON')
  .action((id: string, options: { json?: boolean }) => {
    let zone = 'UTC';
    return withApp(
      options,
      async (app) => {
        const publicationId = await publicationOf(app, id);
        zone = (await timeZones(app))(publicationId);
        return listVersions(app, publicationId, Number(id));
      },
      (found) =>
        found.length === 0
          ? 'There is no earlier version.'
          : found
              .map(({ id: version, writtenAt, writtenBy, subject }) =>
                [version, localTime(writtenAt, zone), writtenBy ?? '', subject].join('  '),
              )
              .join('\n'),
    );
  });

const version = new Command('version')
  .description('print what a version of a letter said')
  .argument('<id>', ID)
  .argument('<version>', VERSION_ID)
  .option('--json', 'print JSON, with what has changed since')
  .action((id: string, text: string, options: { json?: boolean }) =>
    withApp(
      options,
      async (app) =>
        getVersion(app, await publicationOf(app, id), Number(id), readNumber('The version', text)),
      ({ subject, preheader, markdown }) =>
        [subject, ...(preheader === '' ? [] : [preheader]), '', markdown.trimEnd()].join('\n'),
    ),
  );

const restore = new Command('restore')
  .description('write a version into the draft again; what stands there is kept as a version')
  .argument('<id>', ID)
  .argument('<version>', VERSION_ID)
  .option('--json', 'print JSON')
  .action((id: string, text: string, options: { json?: boolean }) =>
    shown(options, (app) =>
      changed(app, id, (of) => restoreVersion(app, of, Number(id), readNumber('The version', text))),
    ),
  );

const copy = new Command('copy')
  .description('use a letter again: a new draft that says the same, for the same readers')
  .argument('<id>', ID)
  .option('--json', 'print JSON')
  .action((id: string, options: { json?: boolean }) =>
    shown(options, async (app) => {
      const publicationId = await publicationOf(app, id);
      const made = await copyLetter(app, publicationId, Number(id));
      return getSendDetails(app.db, publicationId, made.id);
    }),
  );

export const versionCommands = [versions, version, restore, copy];
