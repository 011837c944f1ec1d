import type { Response } from 'express';
import type { VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';

export const pageHtml = (page: VNode): string => `<!doctype html>${renderToStaticMarkup(page)}`;

/** Answers with a page; pages are made for one visitor and are not kept by caches. */
export function sendPage(response: Response, page: VNode, status = 200): void {
  response.status(status).setHeader('Cache-Control', 'no-store').type('html').send(pageHtml(page));
}
