import type { App } from '../platform/app.ts';
import type { Rights } from './user.ts';

/**
 * What a person may do in one publication; without a publication, in the whole installation.
 * Today everybody has the same rights in both: rights per publication change this function alone.
 */
export async function rightsOf(_app: App, user: Rights, _publicationId?: number): Promise<Rights> {
  return { role: user.role, maySend: user.maySend && user.role !== 'viewer' };
}
