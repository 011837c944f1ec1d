/** One thing the doctor looked at; `bad` keeps something from working. */
export interface Finding {
  name: string;
  state: 'good' | 'warning' | 'bad';
  says: string;
}
