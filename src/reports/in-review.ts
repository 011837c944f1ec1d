/** Whether people are asked about a send at this moment, whatever silence means. @param send its alias. */
export const isInReview = (send: string): string => `(${send}.status in ('scheduled', 'held')
  and exists (select from reviews r where r.send_id = ${send}.id and r.decision is null))`;
