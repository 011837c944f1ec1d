import type { IRouter, RequestHandler } from 'express';
import { MethodNotAllowed } from '../../platform/errors.ts';

/** What Express's router keeps of a route, or of a router below it. */
interface Layer {
  /** @returns what of the path it takes. */
  match(path: string): false | { path: string };
  route?: { methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Last handler of a router: an address of its own answers a method that it does not know with 405 and those that it knows (RFC 9110 §15.5.6). */
export const refuseMethods =
  (router: IRouter): RequestHandler =>
  ({ method, path }, response, next) => {
    const known = methodsAt(router.stack as unknown as Layer[], path);
    if (known.size === 0 || known.has(method)) return next();
    response.setHeader('Allow', [...known].join(', '));
    next(new MethodNotAllowed(method));
  };

function methodsAt(layers: Layer[], path: string): Set<string> {
  const known = layers.flatMap((layer) => {
    const { route, handle } = layer;
    const taken = route || handle.stack ? layer.match(path) : false;
    if (!taken) return [];
    if (route) return Object.keys(route.methods).map((name) => name.toUpperCase());
    return [...methodsAt(handle.stack ?? [], path.slice(taken.path.length) || '/')];
  });
  return new Set(known.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])));
}
