// Transports: which way mail leaves, and how fast.
// Owns the tables transports, send_limits and the throttle's state. All transports are one mailer to everybody else.
// Knows no send, no batch and no reader: the ledger says what is due.
export { hasTakenMail, noteAccepted } from './acceptance-queries.ts';
export {
  changeTransport,
  changeWarmUp,
  createTransport,
  newTransport,
  removeTransport,
  transportChanges,
  warmUpInput,
} from './change-transports.ts';
export { checkTransport } from './check-transport.ts';
export { feedCircuit, tryOpenCircuits } from './circuit.ts';
export { BACK_OFF, markTold, type BackOff } from './circuit-queries.ts';
export { checkMailServer, createMailer } from './create-mailer.ts';
export { mailerOver } from './mailer-over.ts';
export { changeLimit, limitInput, limitOf, type LimitTarget } from './throttle/change-limit.ts';
export { openThrottle, type Throttle } from './throttle/throttle.ts';
export type { Slot } from './throttle/throttle-scope.ts';
export { syncAccountRate } from './throttle/sync-account-rate.ts';
export { domainOf, type SendLimit } from './throttle/limit.ts';
export { paceOf } from './pace.ts';
export { listLimits } from './throttle/limit-queries.ts';
export { listSlowServers, type SlowServer } from './throttle/slow-queries.ts';
export { LIMIT_TODAY } from './transport-queries.ts';
export { transportWarnings } from './transport-warnings.ts';
export type { Transport } from './transport.ts';
export { tryTransport, type TransportTrial } from './try-transport.ts';
export { getTransport, listTransports } from './view-transports.ts';
