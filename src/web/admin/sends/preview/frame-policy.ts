/** `ours`: of this machine, so that no site learns who looks at the desk. */
const PICTURES = { on: 'http: https: data:', ours: "'self'", off: "'none'" };

/** A mail can do nothing here but show itself, and open its links in new tabs (SEC-07). */
export const framePolicy = (pictures: keyof typeof PICTURES) =>
  [
    'sandbox allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    `img-src ${PICTURES[pictures]}`,
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
