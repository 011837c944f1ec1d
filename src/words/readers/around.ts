/** A sentence with a place in it for an address, which each language has elsewhere. */
export type Around = readonly [before: string, after: string];
