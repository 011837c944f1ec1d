/** Who may do what, by a claim of the provider (OpenID Connect). */
export interface RoleRule {
  claim: string;
  value: string;
  role: 'owner' | 'admin' | 'editor' | 'viewer';
  maySend: boolean;
  /** A slug; null: in all publications. */
  publication: string | null;
}

/** A provider of single sign-on. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** On the button. */
  name: string;
  /** Empty: people keep the roles that they have here. */
  roles: RoleRule[];
}

const RULE =
  /^(?<claim>[^\s=,]{1,200}):(?<value>[^=,:]{1,200})=(?<role>owner|admin|editor|viewer)(?<mute>-not-sending)?(?:@(?<slug>[a-z\d](?:[a-z\d-]{0,60}[a-z\d])?|\*))?$/;

/** `groups:desk=editor@gazette`; undefined for what is none. */
export function readRoleRule(text: string): RoleRule | undefined {
  const { claim = '', value = '', role, mute, slug } = RULE.exec(text)?.groups ?? {};
  const isWhole = role === 'owner' || role === 'admin' || role === 'editor' || role === 'viewer';
  if (!isWhole || (role === 'owner' && (slug !== undefined || mute))) return undefined;
  const publication = slug === undefined || slug === '*' ? null : slug;
  return { claim, value, role, maySend: role !== 'viewer' && mute === undefined, publication };
}

/** Whether codes and secrets can be sent there: over https, or to this machine. */
export function isSafeIssuer(url: string): boolean {
  const { protocol, hostname = '' } = URL.parse(url) ?? {};
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
