import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { understandMail } from '../src/inbound/index.ts';
import type { Figure } from './table.ts';

const ROUNDS = 6;
const LEAST_SHARE = 0.7;
const LEAST_A_SECOND = 1000;

/** Bounces of real servers: understood by us, and only parsed by mailparser, in turns on the same core. */
export async function measureBounces(): Promise<Figure[]> {
  const mails = ['recorded', 'sisimai'].flatMap(readMails);
  await parseAll(mails);
  understandAll(mails);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(rate(mails, processorSeconds(), () => understandAll(mails)));
    const before = processorSeconds();
    await parseAll(mails);
    theirs.push(mails.length / (processorSeconds() - before));
  }
  const [mine, other] = [median(ours), median(theirs)];
  return [
    {
      what: `${mails.length} bounces understood, a second of one core`,
      measured: Math.round(mine).toLocaleString('en'),
      must: `≥ ${LEAST_A_SECOND.toLocaleString('en')}`,
      isMet: mine >= LEAST_A_SECOND,
    },
    { what: 'the same parsed by mailparser alone', measured: Math.round(other).toLocaleString('en') },
    {
      what: 'understood, for each one that mailparser parses',
      measured: (mine / other).toFixed(1),
      must: `≥ ${LEAST_SHARE}`,
      isMet: mine / other >= LEAST_SHARE,
    },
  ];
}

const readMails = (name: string): Buffer[] =>
  readFileSync(`tests/fixtures/bounces/${name}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Buffer.from((JSON.parse(line) as { mail: string }).mail, 'latin1'));

function rate(mails: Buffer[], before: number, work: () => void): number {
  work();
  return mails.length / (processorSeconds() - before);
}

function understandAll(mails: Buffer[]): void {
  for (const mail of mails) understandMail(mail);
}

async function parseAll(mails: Buffer[]): Promise<void> {
  for (const mail of mails) await simpleParser(mail, { keepDeliveryStatus: true });
}

/** Of this process: a neighbour on the machine does not count. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
