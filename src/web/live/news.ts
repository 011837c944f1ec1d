/** What a page is told while it is open: texts and bars by the names in its `data-live` attributes. */
export interface News {
  texts: Record<string, string>;
  bars: Record<string, { counts: number[]; says: string }>;
  /** A page that was made for another structure asks for itself again. */
  structure: string;
  /** For those who listen, every ten seconds at most. */
  summary: string;
  isOver: boolean;
}
