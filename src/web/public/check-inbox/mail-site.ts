/** Where people read their mail, by the domain of their address; `find` opens a search for the sender. */
const SITES: { name: string; domains: string[]; url: string; find?: (sender: string) => string }[] = [
  {
    name: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    url: 'https://mail.google.com/',
    find: (sender) => `https://mail.google.com/mail/u/0/#search/in%3Aanywhere+from%3A${sender}`,
  },
  {
    name: 'Outlook',
    domains: ['outlook.com', 'outlook.de', 'hotmail.com', 'hotmail.de', 'hotmail.fr', 'live.com', 'msn.com'],
    url: 'https://outlook.live.com/mail/0/',
  },
  {
    name: 'Yahoo',
    domains: ['yahoo.com', 'yahoo.de', 'yahoo.fr', 'yahoo.es', 'yahoo.co.uk', 'yahoo.com.br', 'ymail.com'],
    url: 'https://mail.yahoo.com/',
    find: (sender) => `https://mail.yahoo.com/d/search/keyword=from%253A${sender}`,
  },
  { name: 'iCloud', domains: ['icloud.com', 'me.com', 'mac.com'], url: 'https://www.icloud.com/mail' },
  { name: 'Proton', domains: ['proton.me', 'protonmail.com', 'pm.me'], url: 'https://mail.proton.me/' },
  { name: 'GMX', domains: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch'], url: 'https://www.gmx.net/' },
  { name: 'WEB.DE', domains: ['web.de'], url: 'https://web.de/' },
];

/** The site that shows the mail from `sender` to an address of this domain; undefined where we know none. */
export function mailSiteOf(domain: string, sender: string): { name: string; url: string } | undefined {
  const site = SITES.find(({ domains }) => domains.includes(domain));
  return site && { name: site.name, url: site.find?.(encodeURIComponent(sender)) ?? site.url };
}
