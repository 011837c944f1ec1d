import { z } from 'zod';
import { ownPath } from './own-path.ts';

/** A form that was sent after the session had ended: it waits in the sign-in page and goes on after it. */
export interface KeptForm {
  path: string;
  values: Record<string, string>;
}

const shape = z.object({ path: z.string(), values: z.record(z.string(), z.string()) });

/** As one hidden field. Passwords are not kept. */
export function keptText(path: string, { password: _password, ...values }: Record<string, string>): string {
  return JSON.stringify({ path, values } satisfies KeptForm);
}

/** Undefined for what is no form of ours. */
export function readKept(text: string): KeptForm | undefined {
  if (text === '') return undefined;
  try {
    const kept = shape.parse(JSON.parse(text));
    return ownPath(kept.path) === undefined ? undefined : kept;
  } catch {
    return undefined;
  }
}
