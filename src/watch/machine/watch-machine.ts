import { realpath, stat, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { homeOf } from '../../platform/postgres/home.ts';
import type { App } from '../../platform/app.ts';
import type { Sighting } from '../incident.ts';
import { settle } from '../settle.ts';
import { roomOn, type Disk } from './disk.ts';

type Look = (folder: string) => Promise<Disk>;

/** Looks at the disks of this machine that Paperround writes to. Each worker looks at its own. */
export async function watchMachine(app: App, look: Look = statfs, patienceMs = 10_000): Promise<void> {
  const { dataDir, databaseUrl } = app.config;
  const folders = databaseUrl === undefined ? [dataDir, homeOf(path.join(dataDir, 'postgres'))] : [dataDir];
  const host = os.hostname();
  const seen: Sighting[] = [];
  const subjects: string[] = [];
  const devices = new Set<number>();
  for (const asked of folders) {
    const answer = await ask(asked, look, patienceMs);
    if (!answer || devices.has(answer.device)) continue;
    const { device, folder, disk } = answer;
    devices.add(device);
    const subject = `${host} ${folder}`;
    subjects.push(subject);
    const { severity, freeBytes, freeShare } = roomOn(disk);
    const params = { host, folder, freeBytes, freePercent: Math.floor(freeShare * 100) };
    if (severity) seen.push({ publicationId: null, subject, severity, params });
  }
  await settle(app, 'disk-fills', seen, { subjects });
}

/** A disk over the network may never answer. It is not asked again before it does: each question keeps a thread. */
const waiting = new Set<string>();

/** @returns undefined when it does not say. */
async function ask(asked: string, look: Look, patienceMs: number) {
  if (waiting.has(asked)) return undefined;
  waiting.add(asked);
  const answer = lookAt(asked, look)
    .catch(() => undefined)
    .finally(() => waiting.delete(asked));
  return Promise.race([answer, after(patienceMs, undefined, { ref: false })]);
}

async function lookAt(asked: string, look: Look) {
  const folder = await realpath(asked);
  const { dev: device } = await stat(folder);
  return { folder, device, disk: await look(folder) };
}
