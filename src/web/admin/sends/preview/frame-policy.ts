/** A mail can do nothing here but show itself, and open its links in new tabs (SEC-07). */
export const framePolicy = (hasPictures: boolean) =>
  [
    'sandbox allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    `img-src ${hasPictures ? 'http: https: data:' : "'none'"}`,
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
