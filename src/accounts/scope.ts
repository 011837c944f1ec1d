/** What a key may do. None includes another, but `admin` includes all. */
export const SCOPES = [
  'subscribers:read',
  'subscribers:write',
  'articles:write',
  'sends:read',
  'sends:write',
  'sends:send',
  'settings',
  'admin',
] as const;
export type Scope = (typeof SCOPES)[number];

/** What a program may do that shows a key. */
export interface KeyRights {
  scopes: Scope[];
  /** Null: in all publications, those to come included. */
  publicationIds: number[] | null;
}

/** Whether a key may do what needs one of these. */
export const keyCovers = ({ scopes }: KeyRights, needed: readonly Scope[]): boolean =>
  scopes.some((scope) => scope === 'admin' || needed.includes(scope));

export const keyReaches = ({ publicationIds }: KeyRights, publicationId: number): boolean =>
  publicationIds === null || publicationIds.includes(publicationId);
