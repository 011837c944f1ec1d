import type { DnsRecord } from '../../sender-domains/index.ts';

/** One thing the doctor looked at; `bad` keeps something from working. */
export interface Finding {
  name: string;
  state: 'good' | 'warning' | 'bad';
  says: string;
  /** What DNS should have. */
  record?: DnsRecord;
}

const MARKS = { good: 'ok  ', warning: 'note', bad: 'BAD ' };

/** As lines for people. A record stands on a line of its own, to be copied. What comes from DNS may hold anything. */
export function describeFinding({ name, state, says, record }: Finding): string {
  const start = `${MARKS[state]}  ${name.padEnd(12)}  `;
  const lines = [`${start}${says}`];
  if (record) lines.push(`${' '.repeat(start.length)}${record.name}  ${record.type}  ${record.value}`);
  return lines.map((line) => line.replaceAll(/\p{Cc}/gu, '?')).join('\n');
}
