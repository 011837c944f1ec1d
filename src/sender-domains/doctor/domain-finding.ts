/** What DNS says about a sender domain; with `bad`, receivers refuse mail or answers are lost. */
export interface DomainFinding {
  about: 'dns' | 'spf' | 'dmarc' | 'alignment' | 'mx' | 'arrival';
  state: 'good' | 'warning' | 'bad';
  /** DNS did not say: the record may be in order. */
  isUnanswered?: true;
  /** A sentence for people; it ends in a colon when `record` follows. */
  says: string;
  /** To be added, or to stand where the present one does. */
  record?: DnsRecord;
}

export interface DnsRecord {
  name: string;
  type: 'TXT' | 'MX';
  value: string;
}
