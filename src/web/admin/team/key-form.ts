/** Before the scope in the name of a box that gives it. */
export const MAY = 'may-';
/** Before the id of a publication that the key is for. */
export const IN = 'in-';
/** Days that a key may live; empty: until it is revoked. */
export const LIVES = ['30', '90', '365', ''] as const;
