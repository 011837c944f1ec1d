import { bytesOf, preparedRows, type Db } from '../../platform/database.ts';
import { IS_SPENT } from '../codes/code-queries.ts';
import type { SignUpNotice } from '../notice-queries.ts';
import type { Choices, Evidence } from '../subscriber.ts';
import { TURN_COLUMNS, turnRow, type Turn, type WaitsFor } from './turn.ts';

/** Somebody who asks for one newsletter. */
interface Request {
  subscriberId: number;
  waitsFor: WaitsFor | undefined;
  token: { nonce: Buffer; tokenHash: Buffer };
  choices: Choices;
  isProven: boolean;
  evidence: Evidence;
  consentText: string;
  language: string;
  source: string;
}

/**
 * Opens the one live confirmation of each who is not active: a link that is still good stays the same, so that the newest and the older
 * mail both work, and a used or expired one is replaced. Notes what was asked, once in a quarter of an hour, however often it is repeated.
 * @returns what is due to each, by id: the request to confirm, or word that they are subscribed already (at most once a day, ENU-02). A sign-up that has to wait changes nothing where one is there, on its way, or waits already, or was sent within a quarter of an
 * hour and has a code that was not guessed at too often. Who is not in it gets none.
 */
export async function openRequests(db: Db, requests: Request[]): Promise<Map<number, SignUpNotice>> {
  const found = await preparedRows<{ id: number; kind: SignUpNotice }>(
    db,
    `with asked as materialized (
       select * from json_to_recordset(:asked) as a (
         subscriber_id bigint, waits_for text, token_hash bytea, nonce bytea, choices jsonb, is_proven boolean, channel text,
         consent_text text, language text, source text, ip text, user_agent text, details jsonb)),
     opened as (
       insert into confirmations as c (subscriber_id, token_hash, nonce, expires_at, choices, proven_at)
       select s.id, a.token_hash, a.nonce, now() + interval '7 days', a.choices, case when a.is_proven then now() end
         from asked a join subscribers s on s.id = a.subscriber_id and s.status <> 'active'
       on conflict (subscriber_id) do update
         set nonce = case when c.used_at is null and c.expires_at > now() then c.nonce else excluded.nonce end,
             token_hash =
               case when c.used_at is null and c.expires_at > now() then c.token_hash else excluded.token_hash end,
             requested_at = now(), expires_at = excluded.expires_at, used_at = null, choices = excluded.choices,
             proven_at = coalesce(excluded.proven_at, c.proven_at)),
     recorded as (
       insert into consent_records (publication_id, subscriber_id, kind, channel, consent_text, language, source, ip,
                                    user_agent, details)
       select s.publication_id, s.id, 'requested', a.channel, a.consent_text, a.language, a.source, a.ip, a.user_agent, a.details
         from asked a join subscribers s on s.id = a.subscriber_id and s.status <> 'active'
        where (select r.id from consent_records r
                where r.subscriber_id = a.subscriber_id and r.kind = 'requested' and r.at > now() - interval '15 minutes'
                limit 1) is null)
     select s.id, due.kind
       from asked a
       join subscribers s on s.id = a.subscriber_id
      cross join lateral (select case when s.status = 'active' then 'already-subscribed' else 'confirmation' end) due (kind)
       left join lateral (select n.state, n.requested_at from (select * from notices where subscriber_id = s.id offset 0) n
                           where n.kind = due.kind and n.state <> 'withdrawn'
                           order by n.id desc limit 1) latest on true
      where s.status <> 'complained'
        and case when latest.state is null then s.status <> 'active' or a.waits_for is null
                 when s.status = 'active' then a.waits_for is null
                                               and latest.requested_at < now() - interval '1 day'
                 else a.waits_for is null
                      or latest.state not in ('held', 'queued', 'unknown')
                         and (latest.requested_at < now() - interval '15 minutes' or ${IS_SPENT}) end`,
    { asked: JSON.stringify(requests.map(requestRow)) },
  );
  return new Map(found.map(({ id, kind }) => [id, kind]));
}

const requestRow = ({ subscriberId, waitsFor, token, evidence, ...of }: Request) => ({
  subscriber_id: subscriberId,
  waits_for: waitsFor,
  token_hash: bytesOf(token.tokenHash),
  nonce: bytesOf(token.nonce),
  choices: of.choices,
  is_proven: of.isProven,
  channel: evidence.channel,
  consent_text: of.consentText,
  language: of.language,
  source: of.source,
  ip: evidence.ip,
  user_agent: evidence.userAgent,
  details: evidence.details ?? {},
});

/** A mail that somebody asked for. */
export interface MailRequest {
  turn: Turn;
  /** Word to a confirmed reader is not held against the caps. */
  kind: SignUpNotice | undefined;
  /** It leaves now. */
  isMailed: boolean;
  /** Of a mail that is there, and what it has to wait for. */
  noticeId?: number | undefined;
  waitsFor?: WaitsFor | undefined;
  /** Whose confirmation it asks for, and whom that brings along. */
  leadId?: number;
  companionIds?: number[];
}

/**
 * Writes down what counts against the limits, and what held mails wait for. The confirmation of each lead brings nobody along any more but
 * these, and two never bring each other: who confirms both links at once would wait for themselves.
 * @param withdrawn ids of notices: what is withdrawn waits for nothing.
 */
export async function noteRequests(db: Db, requests: MailRequest[], withdrawn: number[] = []): Promise<void> {
  await preparedRows(
    db,
    `with asked as materialized (
       select * from json_to_recordset(:asked) as a (
         ${TURN_COLUMNS}, mailed boolean, confirmed boolean, notice_id bigint, waits_for text, lead_id bigint, companion_ids bigint[])),
     alone as (
       delete from sign_up_companions c using asked a
        where c.lead_id = a.lead_id and not c.subscriber_id = any(a.companion_ids)
           or c.subscriber_id = a.lead_id and c.lead_id = any(a.companion_ids)),
     ended as (delete from sign_up_waits where notice_id = any(cast(:withdrawn as bigint[]))),
     waiting as (
       insert into sign_up_waits (notice_id, waits_for, abuse_hash, domain_hash, network_hash, site_hash, block_hash, cost)
       select notice_id, waits_for, abuse_hash, domain_hash, network_hash, site_hash, block_hash, cost
         from asked where notice_id is not null and waits_for is not null)
     insert into confirmation_requests (abuse_hash, domain_hash, network_hash, site_hash, block_hash, cost, mailed, confirmed)
     select abuse_hash, domain_hash, network_hash, site_hash, block_hash, cost, mailed, confirmed from asked`,
    { asked: JSON.stringify(requests.map(mailRow)), withdrawn },
  );
}

const mailRow = ({ turn, kind, isMailed, companionIds = [], ...of }: MailRequest) => ({
  ...turnRow(turn),
  mailed: isMailed,
  confirmed: kind === 'already-subscribed',
  notice_id: of.noticeId,
  waits_for: of.waitsFor,
  lead_id: of.leadId,
  companion_ids: companionIds,
});
