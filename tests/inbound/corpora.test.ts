import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { understandMail, type Verdict } from '../../src/inbound/index.ts';

interface Row {
  recipient: string | null;
  class: string;
  score: string;
}

const lines = <Line>(file: string): (Line & { mail: string })[] =>
  readFileSync(`tests/fixtures/bounces/${file}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line & { mail: string });

const understand = (mail: string) => understandMail(Buffer.from(mail, 'latin1'));
const isSame = (one: string | null, other: string | null) => one?.toLowerCase() === other?.toLowerCase();

describe('Recordings of six real servers', () => {
  const cases = lines<{ file: string; kind: string; recipient: string | null; status: string | null }>(
    'recorded.jsonl',
  ).map(({ mail, ...label }) => ({ ...label, got: understand(mail) }));
  /** A sender’s fault is one way in which a message failed though the reader lives. */
  const kindOf = ({ kind }: Verdict) =>
    kind === 'sender-fault' ? 'soft' : kind === 'delayed' ? 'delay' : kind;

  test('mean what they are labelled, but for two that do not say it', () => {
    const missed = cases.filter(({ kind, got }) => kindOf(got) !== kind).map(({ file }) => file);
    expect(missed).toEqual(['haraka-mixed.eml', 'smtpd13-nomx.eml']);
  });

  test('stop mail to nobody who lives', () => {
    const stopped = cases.filter(({ kind, got }) => got.kind === 'hard' && kind !== 'hard');
    expect(stopped.map(({ file }) => file)).toEqual([]);
  });

  test('have the status that their report has, and name our message', () => {
    expect(cases.filter(({ status, got }) => got.status !== status).map(({ file }) => file)).toEqual([]);
    const bounces = cases.filter(({ kind }) => kind !== 'auto-reply');
    expect(bounces.filter(({ got }) => !got.messageId?.endsWith('@gazette.example'))).toEqual([]);
  });

  test('are about the reader whom the message was to, not about where it was forwarded', () => {
    const bounces = cases.filter(({ recipient }) => recipient !== null);
    const others = bounces.filter(({ recipient, got }) => !isSame(recipient, got.recipient));
    expect(others.map(({ got }) => got.recipient)).toEqual(['ghost@postfix12.example']);
  });

  test('are never answered', () => {
    expect(cases.filter(({ got }) => got.noAnswer === null).map(({ file }) => file)).toEqual([]);
  });
});

describe('Mails in the manner of gateways, providers and programs in many languages', () => {
  const cases = lines<{ name: string; kind: string; recipient: string }>('invented.jsonl');

  test('mean what a careful reader makes of them, and name whom they are about', () => {
    const got = cases.map(({ name, mail }) => {
      const { kind, recipient } = understand(mail);
      return { name, kind, recipient };
    });
    expect(got).toEqual(cases.map(({ name, kind, recipient }) => ({ name, kind, recipient })));
  });
});

describe('Bounces of many years and servers', () => {
  const EXPECTED: Record<string, string[]> = {
    'must-stop': ['hard'],
    'must-not-stop': ['soft', 'sender-fault', 'delayed', 'unknown', 'success'],
    unsubscribe: ['complaint'],
    nothing: ['unknown', 'success', 'auto-reply', 'sender-fault', 'delayed'],
  };
  const cases = lines<Row & { id: string; rows?: Row[] }>('sisimai.jsonl').flatMap(
    ({ id, rows, mail, ...row }) => {
      const { others, ...first } = understand(mail);
      const all: Verdict[] = [first, ...others];
      return (rows ?? [row]).map((label) => ({
        id,
        label,
        got: rows ? all.find(({ recipient }) => isSame(recipient, label.recipient)) : first,
      }));
    },
  );
  const sure = cases.filter(({ label }) => label.score !== 'either');

  test('mean what they are labelled in 97 of 100', () => {
    const missed = sure.filter(({ label, got }) => !EXPECTED[label.score]?.includes(got?.kind ?? ''));
    expect(sure.length).toBe(258);
    expect(missed.map(({ id }) => id)).toEqual([
      'sisimai/lhost-opensmtpd-12',
      'sisimai/lhost-verizon-01',
      'sisimai/rhost-messagelabs-03',
      'sisimai/rhost-outlook-03',
      'sisimai/rb-issue-368-bug',
    ]);
  });

  test('stop mail to nobody because of the sender, the message or the way', () => {
    const stopped = cases.filter(({ label, got }) => label.score === 'must-not-stop' && got?.kind === 'hard');
    expect(stopped.map(({ id }) => id)).toEqual([]);
  });

  test('name their reader in 92 of 100', () => {
    const named = cases.filter(({ label }) => label.recipient);
    const found = named.filter(({ label, got }) => isSame(label.recipient, got?.recipient ?? null));
    expect(found.length / named.length).toBeGreaterThan(0.92);
  });
});
