import type { RequestHandler, Response } from 'express';
import type { VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';

/** Answers with a page; pages are made for one visitor and are not kept by caches. */
export function sendPage(response: Response, page: VNode, status = 200): void {
  response
    .status(status)
    .setHeader('Cache-Control', 'no-store')
    .type('html')
    .send(`<!doctype html>${renderToStaticMarkup(page)}`);
}

/** For routes whose every answer, redirects included, is for one visitor. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
