/** Which digest that is made by itself a send is; null for every other send. */
export type PlannedRhythm = 'daily' | 'weekly' | 'busy-day' | 'catch-up' | null;
