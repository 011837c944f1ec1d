// Hooks: what email providers tell by calling an address of ours: bounces, complaints, people who leave.
// Owns the tables hooks and hook_events. Believes a call only when it is proved, keeps what it tells, and then acts on it.
// Knows what each provider means; what follows for a reader is decided in feedback.
export { actOnHookEvents } from './act-on-events.ts';
export { changeHook, createHook, hookChanges, newHook, removeHook } from './change-hooks.ts';
export { eraseWaitingFacts, purgeHookEvents } from './event-queries.ts';
export { isSigning, PROVIDER_NAMES, PROVIDER_TITLES, type Hook } from './hook.ts';
export type { Refusal } from './provider.ts';
export { createHookReceiver } from './receive-call.ts';
export { getHook, listHooks } from './view-hooks.ts';
