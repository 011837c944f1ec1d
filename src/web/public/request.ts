import type { Request } from 'express';
import type { App } from '../../platform/app.ts';
import { findPublication, type Publication } from '../../publications/index.ts';
import type { Evidence } from '../../subscribers/index.ts';
import { NotFound } from '../../platform/errors.ts';

/** Who sent this request, for the consent record (CON-01, CNF-06). */
export function evidenceOf(request: Request, channel: string): Evidence {
  const header = (name: string) => request.get(name)?.slice(0, 200);
  return {
    channel,
    ip: request.ip ?? null,
    userAgent: request.get('User-Agent')?.slice(0, 500) ?? null,
    details: {
      secFetchSite: header('Sec-Fetch-Site'),
      secFetchMode: header('Sec-Fetch-Mode'),
      secFetchUser: header('Sec-Fetch-User'),
    },
  };
}

/** The publication of `/:slug/…`. @throws NotFound */
export async function publicationOf(app: App, request: Request): Promise<Publication> {
  const publication = await findPublication(app.db, String(request.params['slug']).toLowerCase());
  if (!publication) throw new NotFound('This page');
  return publication;
}

export function tokenOf(request: Request): string {
  return String(request.params['token']);
}
