/**
 * Who does something, for the audit log: a person who works here, an API key by its name, the command line, a timed job or a
 * queue by its name, the set-up page, a reader, or somebody who is not signed in.
 */
export type Actor =
  | `user:${number}`
  | `api-key:${string}`
  | 'command-line'
  | `job:${string}`
  | 'set-up'
  | `subscriber:${number}`
  | 'visitor';
