import type { Response } from 'express';
import type { VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';

/** Answers with a whole HTML page. */
export function sendPage(response: Response, page: VNode, status = 200): void {
  response
    .status(status)
    .type('html')
    .send(`<!doctype html>${renderToStaticMarkup(page)}`);
}
