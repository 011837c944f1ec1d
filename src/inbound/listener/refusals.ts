/** What a server that hands over mail is told, by RFC 5321 and RFC 3463. */
const SAYS = {
  'too-many': [421, '4.7.0 Too many connections of your network, please come back later'],
  later: [451, '4.3.0 Not now, please try again later'],
  'not-ours': [550, '5.7.1 This server takes no mail for that domain'],
  unknown: [550, '5.1.1 No such address here'],
  'too-large': [552, '5.3.4 The message is too large'],
} as const;

export interface Refusal extends Error {
  responseCode: number;
}

/** An error as smtp-server wants it. */
export function refusal(reason: keyof typeof SAYS): Refusal {
  const [responseCode, words] = SAYS[reason];
  return Object.assign(new Error(words), { responseCode });
}
