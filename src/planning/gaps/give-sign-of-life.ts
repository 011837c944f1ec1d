import { inTransaction, type App } from '../../platform/app.ts';
import { readSignFile, writeSignFile, type KnownSign } from '../../platform/sign-file.ts';
import {
  giveSign,
  lockLastSign,
  noteFilesBorn,
  type GivenSign,
  type LastSign,
} from '../../platform/sign-of-life.ts';
import type { GapKind } from './gap.ts';
import { holdForGap } from './hold-for-gap.ts';

/** When the files of an embedded database were made; null: the database is another. */
export interface Files {
  born: string | undefined;
}

/**
 * Says that a worker is alive. Whoever finds the last sign old, as after a standstill of the whole machine, first holds what was
 * due meanwhile; until then nothing is claimed.
 */
export async function giveSignOfLife(app: App): Promise<void> {
  const given = await inTransaction(app, async (inner) => {
    const last = await lockLastSign(inner.db);
    const moved = await give(inner, last.sign, false);
    if (last.at !== null && !last.isAwake) await holdForGap(inner, 'down', last.at);
    return moved;
  });
  keep(app, given);
}

/**
 * Before a worker takes anything: holds what may be out already, when nobody was there for long, or when the database turns out
 * to be older than what was sent, or a copy.
 * @param files null: not an embedded database.
 */
export async function wakeUp(app: App, files: Files | null): Promise<void> {
  const given = await inTransaction(app, async (inner) => {
    const last = await lockLastSign(inner.db);
    const known = readSignFile(app.config.dataDir, last.mark);
    const kind = gapOf(last, known, files);
    await noteFilesBorn(inner.db, files?.born ?? null);
    const moved = await give(inner, Math.max(last.sign, known?.sign ?? 0), kind === 'copied');
    if (kind) await holdForGap(inner, kind, last.at);
    return moved;
  });
  keep(app, given);
}

function gapOf(last: LastSign, known: KnownSign | undefined, files: Files | null): GapKind | undefined {
  if (known && known.sign > last.sign) return 'older';
  if (last.at === null) return undefined;
  if (files && isCopy(last, known, files)) return 'copied';
  return last.isAwake ? undefined : 'down';
}

/** A copied folder is told by the age of its files. The file beside the database counts only where it was copied with it. */
function isCopy({ filesBorn, sign }: LastSign, known: KnownSign | undefined, { born }: Files): boolean {
  if (filesBorn !== null && born !== undefined && filesBorn !== born) return true;
  return known !== undefined && !known.isOriginal && sign - known.sign <= 1;
}

function give({ db, config: { holdAfterHours } }: App, after: number, isCopy: boolean): Promise<GivenSign> {
  return giveSign(db, { holdAfterHours, after, isCopy });
}

/** A machine without a place to write loses only this second witness. */
function keep({ config, log }: App, given: GivenSign): void {
  try {
    writeSignFile(config.dataDir, given);
  } catch (error) {
    log.debug({ event: 'sign-file.failed', err: error });
  }
}
