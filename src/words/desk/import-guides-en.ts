/** How a list moves here from another program: what to export, what comes over, what cannot. */
export interface Guide {
  name: string;
  exports: string;
  over: string;
  missing: string;
}

export const guidesEn: Guide[] = [
  {
    name: 'Mailchimp',
    exports:
      'Audience, All contacts, Export audience. Unpack the zip file and import each file in it, “unsubscribed” and “cleaned” too.',
    over: 'Address, name, language, and when they signed up. Tags become topics where their names fit.',
    missing: 'The file “subscribed” does not say who left. The files “unsubscribed” and “cleaned” do.',
  },
  {
    name: 'Substack',
    exports: 'Subscribers, Export: the list of all subscribers as CSV.',
    over: 'Address, when they came, and who has turned email off.',
    missing: 'People who left are not in the list, and payments stay with Substack.',
  },
  {
    name: 'Ghost',
    exports:
      'Members, filter by one newsletter, then Export members. Export each newsletter by itself and name it as a topic.',
    over: 'Address, name, whether they get email, when they came. Labels become topics where their names fit.',
    missing:
      'Who bounced or complained, and which newsletter each person reads. Mailgun lists the suppressed addresses of your domain: import that list first, with a column “status” that says “bounced” or “complained” in each row.',
  },
  {
    name: 'Buttondown',
    exports: 'Subscribers, Export: everybody, not only regular subscribers.',
    over: 'Address, type of the subscription, when they came. Tags become topics where their names fit.',
    missing: 'Payments and automations.',
  },
  {
    name: 'beehiiv',
    exports: 'Subscribers, Export: all statuses, not only active ones.',
    over: 'Address, status, when they came.',
    missing: 'Payments, referrals and segments.',
  },
  {
    name: 'listmonk',
    exports:
      'Subscribers of one list with the subscription status “confirmed”, then Export. Or the JSON of GET /api/subscribers, which says everything.',
    over: 'Address, name, when they came, who is blocklisted.',
    missing:
      'The CSV file does not say who left a list, who never confirmed, and which list it is. Leave out the column “uuid” only if you exported one list with that status.',
  },
  {
    name: 'Sendy',
    exports:
      'The list, Export, for all subscribers. Unsubscribed, bounced and spam can be exported by themselves.',
    over: 'Address, name, and the state where the file has it.',
    missing: 'A file of active people only does not say who left: import the other files too.',
  },
  {
    name: 'Mailtrain',
    exports: 'The list, Export: all subscriptions, not only subscribed ones.',
    over: 'Address, name, status, when they came.',
    missing: 'Segments and custom forms.',
  },
  {
    name: 'phpList',
    exports: 'Subscribers, Export subscribers, with the columns confirmed, blacklisted and optedin.',
    over: 'Address, whether they confirmed, whether they are blacklisted, when they came.',
    missing: 'Without the column “blacklisted” the file does not say who left.',
  },
  {
    name: 'Mailman',
    exports: '“mailman members --nomail enabled LIST”: only people who get mail.',
    over: 'Address and name.',
    missing:
      'Whose delivery is off: a plain member list and the CSV file of Postorius hold these people, too, and do not say so.',
  },
];
export type GuidesWords = Guide[];
