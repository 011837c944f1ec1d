import type { ConsentRecord } from '../../../subscribers/index.ts';
import type { HistoryWords, ReaderSpeech } from '../../../words/index.ts';

export interface Happening {
  at: Date;
  says: string[];
}

/** People of the newsletter, by the way they came. */
const BY_STAFF = /^(api|command-line|desk|import)/;

/** The newest first, without what is about mails and not about consent; nothing that tells where somebody was. */
export function sayHistory(records: ConsentRecord[], speech: ReaderSpeech): Happening[] {
  return records
    .toReversed()
    .map((record) => ({ at: record.at, says: sentencesOf(record, speech) }))
    .filter(({ says }) => says.length > 0);
}

function sentencesOf(record: ConsentRecord, { words: { history: say }, list }: ReaderSpeech): string[] {
  const { kind, channel, consentText, source } = record;
  const isByStaff = BY_STAFF.test(channel);
  switch (kind) {
    case 'requested':
      return [
        say.requested,
        ...(source?.startsWith('http') ? [say.on(source)] : []),
        ...(consentText ? [say.said(consentText)] : []),
      ];
    case 'confirmed':
      return [say.confirmedBy[CONFIRMED_BY[channel] ?? 'link']];
    case 'imported':
      return [say.imported];
    case 'changed': {
      const what = changedFields(record, say);
      if (what.length === 0) return [];
      return [isByStaff ? say.changedFor(list(what)) : say.changed(list(what))];
    }
    case 'unsubscribed':
      return [leftBy(channel, say)];
    case 'resubscribed':
      return [say.back];
    case 'address-asked':
      return [say.address.asked];
    case 'address-changed':
      return [say.address.moved];
    case 'address-restored':
      return [say.address.restored];
    case 'mail-accepted':
    case 'erased':
      return [];
  }
}

const CONFIRMED_BY: Record<string, 'code' | 'reply' | undefined> = { code: 'code', mail: 'reply' };

function leftBy(channel: string, say: HistoryWords): string {
  if (channel === 'one-click') return say.oneClick;
  if (channel === 'mail') return say.byMail;
  return BY_STAFF.test(channel) ? say.leftFor : say.left;
}

function changedFields({ details }: ConsentRecord, say: HistoryWords): string[] {
  const { fields } = details as { fields?: unknown };
  const known = Object.entries(say.fields);
  return known.filter(([field]) => Array.isArray(fields) && fields.includes(field)).map(([, says]) => says);
}
