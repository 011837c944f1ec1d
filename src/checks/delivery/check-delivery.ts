import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import { listTransports, type Transport } from '../../transports/index.ts';
import { finding, type Finding } from '../finding.ts';
import { isPrivateUrl } from '../mail/private-address.ts';
import { staysHere } from './sender-identities.ts';

export interface Ways {
  findings: Finding[];
  /** Transports of the publication whose mail leaves this machine. */
  leaving: Transport[];
}

/** Whether mail of a publication can leave, and whether the links in it can be followed. */
export async function checkDelivery(app: App, { transports }: Publication): Promise<Ways> {
  const all = await listTransports(app);
  const own = transports.flatMap((name) => all.filter((transport) => transport.name === name));
  const leaving = own.filter((transport) => !staysHere(transport, app.config.smtpUrl !== undefined));
  const [first] = own;
  if (leaving.length === 0) {
    const transport = first?.name ?? transports.join(', ');
    return { findings: [finding({ code: 'mail-stays-here', params: { transport } }, 'transports')], leaving };
  }
  return { findings: [...outOfOrder(leaving), ...deadLinks(app.config.publicUrl)], leaving };
}

/** Only when none of them works. */
function outOfOrder(leaving: Transport[]): Finding[] {
  const [first] = leaving;
  if (!first || leaving.some(({ status }) => status !== 'out-of-order')) return [];
  const params = { transport: first.name, reply: first.lastFault };
  return [finding({ code: 'transport-out', params }, 'transports', first.name)];
}

const deadLinks = (publicUrl: string): Finding[] =>
  isPrivateUrl(publicUrl)
    ? [finding({ code: 'links-lead-nowhere', params: { publicUrl } }, 'transports')]
    : [];
