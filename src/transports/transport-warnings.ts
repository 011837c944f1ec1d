import type { Config } from '../platform/config.ts';
import { isLoopback, readSmtpUrl } from '../mailers/index.ts';
import type { Reason } from '../words/index.ts';
import type { TransportKind } from './transport.ts';

/**
 * What a transport leaves insecure on purpose (SMTP-13).
 * @param settings of its kind; those of `environment` are in `config`.
 */
export function transportWarnings(
  kind: TransportKind,
  settings: Record<string, unknown>,
  config: Pick<Config, 'smtpUrl'>,
): Reason[] {
  const smtpUrl = kind === 'environment' ? config.smtpUrl : settings['smtpUrl'];
  if (typeof smtpUrl === 'string')
    return readSmtpUrl(smtpUrl).insecurities.map((code) => ({ code, params: {} }));
  const endpoint = settings['endpoint'];
  return typeof endpoint === 'string' && isClear(new URL(endpoint))
    ? [{ code: 'endpoint-without-tls', params: {} }]
    : [];
}

const isClear = ({ protocol, hostname }: URL) => protocol !== 'https:' && !isLoopback(hostname);
