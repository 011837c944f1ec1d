import { countEn } from './count.ts';

const mails = (count: number) => countEn(count, 'mail', 'mails');

/** Confirmation mails that wait because sign-ups spike. */
export const signUpHoldsEn = {
  spike: 'Far more people than usual are signing up, so confirmation mails wait.',
  someWait: 'Some confirmation mails wait.',
  spikeWhy:
    'Perhaps a bot is typing in other people’s addresses. So browsers do a small calculation before a sign-up counts, and whoever did it gets the mail at once. Nothing is lost: the mails go out by themselves when sign-ups are back to normal for an hour.',
  someWhy:
    'Bots type in other people’s addresses. So a network gets five mails an hour and twenty a day until its people confirm, and a person gets one in 15 minutes and three a day. Nothing is lost: the mails go out one after the other.',
  advice:
    'Newsletters go out as usual. If you know where these people come from, for example from a school or a widely shared article, send the mails now.',
  release: 'Send all waiting mails',
  adminCan: 'An admin can do this here.',
  fromNetwork: (count: number) => `${mails(count)} requested from one network`,
  toPerson: (count: number) => `${mails(count)} to people who got one a moment ago`,
  toAll: (count: number) => `${mails(count)} to all addresses`,
  toDomain: (count: number, domain: string) => `${mails(count)} to addresses at ${domain}`,
  toOneDomain: (count: number) => `${mails(count)} to addresses at one mail domain`,
  since: (what: string) => `${what} since`,
};
export type SignUpHoldsWords = typeof signUpHoldsEn;
