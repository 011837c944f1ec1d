// Backups: one moment of the whole database in a file, and back.
// Owns no table: it copies all of them, and asks who left since of the database that it replaces.
// The format is ours, because the embedded PostgreSQL comes without pg_dump.
export type { BackupSummary } from './format.ts';
export { holdsAnything } from './queries.ts';
export { refuseWhileRunning } from './refuse-while-running.ts';
export { requeueLostJobs } from './requeue-jobs.ts';
export { checkBackup, restoreBackup, type Restored } from './restore-backup.ts';
export { findSecrets, keepSecrets, secretsFor } from './secrets.ts';
export { writeBackup } from './write-backup.ts';
