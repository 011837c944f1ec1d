import type { RoleRule } from '../../platform/oidc-config.ts';
import { roleCovers, type Rights } from '../user.ts';

/** What the provider says of a person. */
export type Claims = Record<string, unknown>;

/** What the rules give to somebody. */
export interface Granted {
  isOwner: boolean;
  /** In all publications; null: none. */
  everywhere: Rights | null;
  /** By slug. */
  single: Map<string, Rights>;
}

/** Of several rules that fit one place, the highest role counts. */
export function grantedBy(rules: RoleRule[], claims: Claims): Granted {
  const granted: Granted = { isOwner: false, everywhere: null, single: new Map() };
  for (const { claim, value, role, maySend, publication } of rules) {
    if (!valuesOf(claims, claim).includes(value)) continue;
    if (role === 'owner') granted.isOwner = true;
    const rights: Rights = { role: role === 'owner' ? 'admin' : role, maySend };
    if (publication === null) granted.everywhere = higher(granted.everywhere ?? undefined, rights);
    else granted.single.set(publication, higher(granted.single.get(publication), rights));
  }
  return granted;
}

export const isNothing = ({ everywhere, single }: Granted): boolean =>
  everywhere === null && single.size === 0;

function higher(one: Rights | undefined, other: Rights): Rights {
  if (!one) return other;
  if (one.role === other.role) return { role: one.role, maySend: one.maySend || other.maySend };
  return roleCovers(one.role, other.role) ? one : other;
}

/** A claim of this name, or one inside of others: `realm_access.roles`. */
function valuesOf(claims: Claims, name: string): string[] {
  const found = Object.hasOwn(claims, name) ? claims[name] : within(claims, name.split('.'));
  return (Array.isArray(found) ? found : [found]).filter((value) => typeof value === 'string');
}

function within(claims: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Claims)[name]
        : undefined,
    claims,
  );
}
