import type { HookCall } from '../provider.ts';
import { textIn } from '../reading.ts';
import type { MailgunEvent } from './mailgun-event.ts';

/**
 * Mailgun's older events, one a form. Variables of the sender stand among its fields and may have the same names: of what is signed
 * the last value is Mailgun's own, of all else the first.
 */
export async function formEvent({ headers, body }: HookCall): Promise<MailgunEvent | undefined> {
  const type = headers['content-type'] ?? '';
  const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => undefined);
  if (!form) return undefined;
  const first = (name: string) => textIn(form.get(name));
  const last = (name: string) => textIn(form.getAll(name).at(-1));
  const word = first('event');
  return {
    proof: {
      timestamp: last('timestamp'),
      token: last('token'),
      signature: last('signature'),
      parentSignature: '',
    },
    word: word === 'bounced' || word === 'dropped' ? 'failed' : word,
    severity: word === 'bounced' || word === 'dropped' ? 'permanent' : '',
    reason: word === 'bounced' ? 'bounce' : first('reason'),
    code: first('code'),
    message: first('error'),
    description: first('description'),
    recipient: first('recipient'),
    messageId: first('Message-Id') || first('message-id'),
    at: last('timestamp'),
    id: undefined,
  };
}
