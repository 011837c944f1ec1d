import type { RequestHandler } from 'express';

/** `%XX` or a character that no token has. */
const JUNK = String.raw`(?:%[0-9a-f]{2}|[^\w/?%-])`;
const TOKEN_WITH_JUNK = new RegExp(
  String.raw`^/${JUNK}*([\w-]+)[^/?]*(?:/(?:%[0-9a-f]{2}|[^\w?%])*(?=\?|$))?`,
  'i',
);

/**
 * Takes off what people and mail programs leave around a link: brackets, full stops, quotation marks, half a `%`.
 * @param url of a personal link, from its token on.
 */
const forgiven = (url: string): string => url.replace(TOKEN_WITH_JUNK, '/$1');

/** For routes whose first part is a token. */
export const forgiveLink: RequestHandler = (request, _response, next) => {
  request.url = forgiven(request.url);
  next();
};
