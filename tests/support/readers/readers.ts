import { expect, vi } from 'vitest';
import type { App } from '../../../src/platform/app.ts';
import { firstRow, rows } from '../../../src/platform/database.ts';
import { parseEmailAddress } from '../../../src/platform/mail/email-address.ts';
import type { Publication } from '../../../src/publications/index.ts';
import type { Rhythm } from '../../../src/rhythms/index.ts';
import {
  changeSubscriber,
  createSubscriber,
  signUp,
  type Choices,
  type SignUp,
  type Subscriber,
} from '../../../src/subscribers/index.ts';
import { findLinkKeys } from '../../../src/subscribers/links/link-queries.ts';
import { ownDataUrl } from '../../../src/subscribers/own-data/own-data-link.ts';
import { sendNoticeTo } from '../mail/notices.ts';

export const evidence = { channel: 'test', ip: '192.0.2.1', userAgent: 'a test' };

const choices: Choices = { name: '', topicIds: [], rhythm: null, timeZone: null, language: null };

export function signUpOf(email: string, fields: Partial<Choices> = {}): SignUp {
  const address = parseEmailAddress(email);
  if (!address) throw new Error(`no address: ${email}`);
  return { address, choices: { ...choices, ...fields }, source: 'https://gazette.example/', evidence };
}

/** Someone who signed up and whose confirmation mail is in the mailbox; the link's token and the code are in it. */
export async function makePending(
  app: App,
  publication: Publication,
  email: string,
  fields: Partial<Choices> = {},
) {
  const { subscriber } = await signUp(app, publication, signUpOf(email, fields));
  if (!subscriber) throw new Error('suppressed');
  const { id } = subscriber;
  // A worker of the same test may have taken the mail, and send it.
  const mail = await vi.waitFor(
    async () => {
      await sendNoticeTo(app, 'confirmation', id);
      return (await mailsTo(app, email)).at(-1) ?? '';
    },
    { timeout: 90_000 },
  );
  return {
    id: subscriber.id,
    token: tokenIn(mail, 'confirm'),
    code: codeIn(mail),
    neverAgainToken: tokenIn(mail, 'never-again'),
  };
}

/** A reader whose consent is proven, so that no mail goes out. */
export function makeConsenting(app: App, publication: Publication, email: string): Promise<Subscriber> {
  return createSubscriber(app, publication, {
    ...signUpOf(email),
    consent: { source: 'a test', at: new Date('2026-01-01') },
  });
}

/** The text parts of the mails that the mailbox holds for an address, oldest first. */
export async function mailsTo(app: App, email: string): Promise<string[]> {
  const found = await rows<{ source: Buffer }>(
    app.db,
    'select source from mailbox where lower(envelope_to) = lower(?) order by id',
    [email],
  );
  return found.map(({ source }) => decodeQuotedPrintable(source.toString()));
}

export function decodeQuotedPrintable(source: string): string {
  return source
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

export function tokenIn(mail: string, kind: string): string {
  const token = new RegExp(`/${kind}/([\\w-]{20,})`).exec(mail)?.[1];
  expect(token, `a ${kind} link`).toBeDefined();
  return token ?? '';
}

/** The six digits of a mail's text part. */
export function codeIn(mail: string): string {
  const code = /^ {4}(\d{3}) (\d{3})\s*$/m.exec(mail);
  expect(code, 'a code').not.toBeNull();
  return `${code?.[1]}${code?.[2]}`;
}

/** Six digits that are not these. */
export const otherCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Path behind the mail with the link to somebody's own data, asked for so many hours ago. */
export async function yourDataOf(app: App, id: number, hoursAgo = 0): Promise<string> {
  const linkKey = (await findLinkKeys(app.db, id))?.linkKey ?? 0;
  const url = ownDataUrl(app, { id, linkKey }, new Date(app.now().getTime() - hoursAgo * 3600_000));
  return new URL(url).pathname;
}

export async function statusOf(app: App, subscriberId: number): Promise<string | undefined> {
  const row = await firstRow<{ status: string }>(app.db, 'select status from subscribers where id = ?', [
    subscriberId,
  ]);
  return row?.status;
}

/** Everything in the tables of readers, to show that nothing changed. */
export async function fingerprint(app: App): Promise<string> {
  const tables = [
    'subscribers',
    'address_changes',
    'confirmations',
    'sign_up_codes',
    'sign_up_companions',
    'followed_strands',
    'consent_records',
    'suppressions',
    'events',
    'notices',
    'sign_up_waits',
  ];
  const parts = await Promise.all(
    tables.map((table) =>
      firstRow<{ hash: string }>(
        app.db,
        `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from ${table} t`,
      ),
    ),
  );
  return parts.map((part) => part?.hash).join(' ');
}

/** Lets time pass for one person's limits: what was asked for lies `interval` further back. */
export async function age(app: App, interval: string): Promise<void> {
  await app.db.raw('update confirmation_requests set at = at - ?::interval', [interval]);
  await app.db.raw('update notices set requested_at = requested_at - ?::interval', [interval]);
  await app.db.raw('update consent_records set at = at - ?::interval', [interval]);
}

/** As the reader does on the page of preferences. */
export const chooseRhythm = (app: App, { id: publicationId }: { id: number }, id: number, rhythm: Rhythm) =>
  changeSubscriber(app, { id, publicationId }, { rhythm }, evidence);
