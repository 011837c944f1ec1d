/** People of each kind, so many as are asked for, the kinds taking turns. */
export function peopleOfKinds<Kind extends string>(
  kinds: Record<Kind, number>,
  domain: string,
): { kind: Kind; email: string }[] {
  return (Object.entries(kinds) as [Kind, number][])
    .flatMap(([kind, count]) => Array.from({ length: count }, (_, n) => ({ kind, n })))
    .toSorted((one, other) => one.n - other.n)
    .map(({ kind, n }) => ({ kind, email: `${kind}${n}@${domain}` }));
}
