import type { Request } from 'express';
import type { SignedIn } from '../../accounts/index.ts';
import { DESK_LANGUAGES, deskIn, type Desk } from '../../words/index.ts';

/** How the desk speaks to somebody: as they chose, or else as their browser asks. */
export function deskOf(request: Request, user: SignedIn | undefined): Desk {
  const asked = DESK_LANGUAGES.find((tag) => tag === request.acceptsLanguages(...DESK_LANGUAGES));
  return deskIn(user?.language ?? asked ?? 'en');
}
