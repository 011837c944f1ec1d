import { execFileSync } from 'node:child_process';
import { chownSync, closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { rows } from '../../../src/platform/database.ts';
import type { TestApp } from '../app/app.ts';

/** Where outcomes are written to; room for it comes and goes. */
export interface Disk {
  fill(): Promise<void>;
  clear(): Promise<void>;
}

/** The database says that the disk is full (SQLSTATE 53100) whenever an outcome is to be written. */
export async function sayFull(app: TestApp): Promise<Disk> {
  await app.db.raw(`
    create or replace function no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
    create or replace trigger no_room before insert on messages for each row execute function no_room();
    alter table messages disable trigger no_room`);
  onTestFinished(() => app.db.raw('drop trigger no_room on messages'));
  const turn = (how: string) => app.db.raw(`alter table messages ${how} trigger no_room`);
  return {
    fill: async () => void (await turn('enable')),
    clear: async () => void (await turn('disable')),
  };
}

/** Whether a file system of a test's own can be had. */
export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paperround-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The outcomes lie on a disk of eight megabytes that is really full. */
export async function tinyDisk(app: TestApp): Promise<Disk> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paperround-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=755', 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  });
  const [server] = await rows<{ folder: string }>(
    app.db,
    `select current_setting('data_directory') as folder`,
  );
  const { uid, gid } = statSync(server?.folder ?? '');
  chownSync(folder, uid, gid);
  const move = async (to: string) => {
    for (const part of ['table messages_first', 'index messages_first_pkey'])
      await app.db.raw(`alter ${part} set tablespace ${to}`);
  };
  const name = path.basename(folder).replaceAll('-', '_').toLowerCase();
  await app.db.raw(`create tablespace ${name} location '${folder}'`);
  await move(name);
  onTestFinished(async () => {
    await move('pg_default');
    await app.db.raw(`drop tablespace ${name}`);
  });
  const filler = path.join(folder, 'filler');
  return {
    async fill() {
      const file = openSync(filler, 'w');
      try {
        for (;;) writeSync(file, Buffer.alloc(4096));
      } catch {
        // It is full now.
      } finally {
        closeSync(file);
      }
    },
    clear: async () => rmSync(filler),
  };
}
