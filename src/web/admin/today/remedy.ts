import type { WatchCode } from '../../../words/index.ts';

/** The page that mends what the watchdog sees; undefined where the desk has none, or not for this person. */
export function remedyOf(code: WatchCode, slug: string, isAdmin: boolean): string | undefined {
  const here = `/admin/${slug}`;
  switch (code) {
    case 'articles-not-mailed':
      return `${here}/articles?show=waiting`;
    case 'digests-empty':
      return `${here}/articles`;
    case 'confirmations-bounce':
      return `${here}/funnel`;
    case 'api-key-ends':
      return isAdmin ? '/admin/api-keys' : undefined;
    case 'disk-fills':
      return undefined;
  }
}
