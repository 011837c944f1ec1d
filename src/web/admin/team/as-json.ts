import type { Foreign } from '../view.ts';

/** For a module in the browser. */
export const asJson = (value: unknown): Foreign => ({
  body: JSON.stringify(value),
  type: 'json',
  policy: "default-src 'none'",
});
