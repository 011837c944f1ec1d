import type { Config } from '../platform/config.ts';
import { isLoopback, readSmtpUrl } from '../mailers/index.ts';
import type { TransportKind } from './transport.ts';

/**
 * What a transport leaves insecure on purpose, as sentences (SMTP-13).
 * @param settings of its kind; those of `environment` are in `config`.
 */
export function transportWarnings(
  kind: TransportKind,
  settings: Record<string, unknown>,
  config: Pick<Config, 'smtpUrl'>,
): string[] {
  const smtpUrl = kind === 'environment' ? config.smtpUrl : settings['smtpUrl'];
  if (typeof smtpUrl === 'string') return readSmtpUrl(smtpUrl).warnings;
  const endpoint = settings['endpoint'];
  return typeof endpoint === 'string' && isClear(new URL(endpoint))
    ? ['Mail travels in clear text, because the endpoint is without TLS.']
    : [];
}

const isClear = ({ protocol, hostname }: URL) => protocol !== 'https:' && !isLoopback(hostname);
