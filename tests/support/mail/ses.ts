import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { SELF_SIGNED } from './certificate.ts';

export const SES_KEYS = {
  accessKeyId: 'AKIAEXAMPLEEXAMPLE00',
  secretAccessKey: 'a-key-that-only-tests-know',
};

/** An answer instead of the usual one: an exception by name, or what happens to the connection. */
export type SesAct =
  | { status: number; name: string; message: string }
  | 'close-after-reading'
  | 'silent-after-reading'
  | 'close-in-answer'
  | undefined;

export interface FakeSes {
  endpoint: string;
  /** Messages that were taken, with their envelope. */
  taken: { from: string; to: string[]; source: string; configurationSet: string | undefined }[];
  /** Requests, answered or not. */
  requests: string[];
  act: (to: string) => SesAct;
  isPaused: boolean;
  /** Messages a second; undefined when the keys may not ask. */
  rate: number | undefined;
}

/** The two calls of Amazon SES (API v2) that are used; like the real one it refuses a request whose signature is wrong. */
export async function startFakeSes({ isTls = false } = {}): Promise<FakeSes> {
  const ses: FakeSes = {
    endpoint: '',
    taken: [],
    requests: [],
    act: () => undefined,
    isPaused: false,
    rate: 500,
  };
  const serve: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(ses, request, response, Buffer.concat(chunks)));
  };
  const server = isTls ? https.createServer(SELF_SIGNED, serve) : http.createServer(serve);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ses.endpoint = `${isTls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return ses;
}

function answer(
  ses: FakeSes,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  body: Buffer,
): void {
  const say = (status: number, content: object, name = '') => {
    response.writeHead(status, {
      'Content-Type': 'application/json',
      ...(name && { 'x-amzn-ErrorType': name }),
    });
    response.end(JSON.stringify(content));
  };
  const { method = '', url = '' } = request;
  ses.requests.push(`${method} ${url}`);
  if (!isSigned(request, body))
    return say(
      403,
      { message: 'The request signature we calculated does not match.' },
      'SignatureDoesNotMatch',
    );
  if (url === '/v2/email/account') {
    if (ses.rate === undefined)
      return say(403, { message: 'not authorized to perform: ses:GetAccount' }, 'AccessDeniedException');
    const quota = { Max24HourSend: 50_000, MaxSendRate: ses.rate, SentLast24Hours: 0 };
    return say(200, { SendingEnabled: !ses.isPaused, SendQuota: quota });
  }
  const { FromEmailAddress, Destination, Content, ConfigurationSetName } = JSON.parse(body.toString());
  const act = ses.act(Destination.ToAddresses[0]);
  if (act === 'silent-after-reading') return;
  if (act === 'close-after-reading') return void request.socket.destroy();
  if (act === 'close-in-answer') {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 });
    return void response.write('{"MessageId"', () => request.socket.destroy());
  }
  if (act) return say(act.status, { message: act.message }, act.name);
  const source = Buffer.from(Content.Raw.Data, 'base64').toString('latin1');
  ses.taken.push({
    from: FromEmailAddress,
    to: Destination.ToAddresses,
    source,
    configurationSet: ConfigurationSetName,
  });
  return say(200, { MessageId: `0100-${ses.taken.length}` });
}

/** AWS Signature Version 4 over the headers that the request names. */
function isSigned(request: http.IncomingMessage, body: Buffer): boolean {
  const form =
    /Credential=([^/]+)\/(\d+)\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)/;
  const found = form.exec(request.headers.authorization ?? '');
  if (!found) return false;
  const [, id, day = '', region = '', service = '', names = '', signature] = found;
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
  const sign = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
  const canonical = [request.method, request.url, '', headers.join(''), names, hash(body)].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const key = [region, service, 'aws4_request'].reduce<Buffer>(
    (secret, part) => sign(secret, part),
    sign(`AWS4${SES_KEYS.secretAccessKey}`, day),
  );
  return id === SES_KEYS.accessKeyId && sign(key, text).toString('hex') === signature;
}
