/** A page of ours, or undefined: no link and no form can lead elsewhere. */
export function ownPath(path: unknown): string | undefined {
  return typeof path === 'string' && /^\/(admin|mailbox)(\/[\w/-]*)?$/.test(path) ? path : undefined;
}
