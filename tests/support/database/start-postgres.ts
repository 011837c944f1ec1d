import { ensurePostgres } from '../../../src/platform/postgres/supervisor.ts';

// Run by tests in processes of their own: starts or adopts the server of the folder it is given, and says which.
const { pid, isAdopted } = await ensurePostgres({ home: process.argv[2] ?? '' });
process.send?.({ pid, isAdopted }, () => process.disconnect());
