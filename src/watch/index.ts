// Watch: what goes wrong without a word, seen by looking again and again.
// Owns the tables incidents and outside_looks. Each look says what is wrong now; what it does not say any more is over.
// Changes nothing that it looks at.
export { tellOfIncidents } from './tell-of-incidents.ts';
export { purgeIncidents } from './purge-incidents.ts';
export { watchFigures } from './figures/watch-figures.ts';
export { watchMachine } from './machine/watch-machine.ts';
export { watchCertificates } from './outside/watch-certificates.ts';
export { watchSenders } from './outside/watch-senders.ts';
