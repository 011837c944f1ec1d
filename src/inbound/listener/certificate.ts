import { readFileSync } from 'node:fs';
import { helloName } from '../../mailers/index.ts';
import type { Config } from '../../platform/config.ts';
import { AppError } from '../../platform/errors.ts';
import { selfSigned } from '../../platform/self-signed.ts';

/** As long as a process could run. */
const DAYS = 3650;

/**
 * Key and certificate for STARTTLS: the operator's, or one made for this process. Mail servers do not check whose it is (RFC 7435), so it keeps
 * out who only listens.
 * @throws AppError that names the variable and the file
 */
export function certificateOf({ inboundTls, publicUrl }: Pick<Config, 'inboundTls' | 'publicUrl'>): {
  key: string;
  cert: string;
} {
  if (inboundTls === undefined) return selfSigned(helloName(publicUrl, 'localhost.localdomain'), DAYS);
  return {
    cert: read('INBOUND_TLS_CERT', inboundTls.certFile),
    key: read('INBOUND_TLS_KEY', inboundTls.keyFile),
  };
}

function read(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('certificate-unreadable', `${name} names ${file}, which cannot be read.`, { cause });
  }
}
