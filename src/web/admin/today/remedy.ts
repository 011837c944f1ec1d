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
    case 'sender-records-gone':
      return isAdmin ? `${here}/settings/sender#doctor` : undefined;
    case 'api-key-ends':
      return isAdmin ? '/admin/api-keys' : undefined;
    case 'certificate-ends':
    case 'disk-fills':
      return undefined;
  }
}
