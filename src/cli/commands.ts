import type { Command } from 'commander';

interface Entry {
  description: string;
  load(): Promise<Command>;
}

/** Every command in the order of the help. Each is loaded when it is called, so that a call costs what it needs. */
export const COMMANDS: Record<string, Entry> = {
  serve: {
    description:
      'run the platform: web pages, API, worker and mail that comes in, in one process (ROLES chooses)',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  worker: {
    description: 'run a worker only: timed jobs and sending',
    load: async () => (await import('./serve.ts')).workerCommand,
  },
  setup: {
    description: 'make a publication, its feed and the first admin; also while the server runs',
    load: async () => (await import('./setup.ts')).setupCommand,
  },
  demo: {
    description: 'show the whole journey with an invented newspaper and 200 invented readers',
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  status: {
    description: 'show what goes out next, what is going out, and what needs you',
    load: async () => (await import('./status.ts')).statusCommand,
  },
  publication: {
    description: 'newsletter brands and their settings',
    load: async () => (await import('./publication.ts')).publicationCommands,
  },
  topics: {
    description: 'what readers can follow',
    load: async () => (await import('./topics.ts')).topicCommands,
  },
  user: {
    description: 'people who sign in',
    load: async () => (await import('./user.ts')).userCommands,
  },
  'api-key': {
    description: 'keys for the API',
    load: async () => (await import('./api-key.ts')).apiKeyCommands,
  },
  feed: {
    description: 'feeds that articles come from',
    load: async () => (await import('./feed.ts')).feedCommands,
  },
  digests: {
    description: 'digests by rhythm',
    load: async () => (await import('./digests.ts')).digestsCommands,
  },
  articles: {
    description: 'articles and their verdicts',
    load: async () => (await import('./articles.ts')).articleCommands,
  },
  import: {
    description: 'import a list of readers who agreed elsewhere: CSV, or JSON lines (.jsonl, .ndjson)',
    load: async () => (await import('./import.ts')).importCommand,
  },
  export: {
    description: 'write the list of subscribers as CSV or JSON lines',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  subscribers: {
    description: 'readers: find, add, end, erase',
    load: async () => (await import('./subscribers.ts')).subscriberCommands,
  },
  funnel: {
    description: 'what became of sign-ups, by the page that led to them',
    load: async () => (await import('./funnel.ts')).funnelCommand,
  },
  send: {
    description: 'emails that go out or went out',
    load: async () => (await import('./send.ts')).sendCommands,
  },
  explain: {
    description: 'say why a reader got an article or a send, or did not',
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  inbound: {
    description: 'mail that came in: what it was and what followed',
    load: async () => (await import('./inbound.ts')).inboundCommands,
  },
  bounce: {
    description: 'mail that came back',
    load: async () => (await import('./bounce.ts')).bounceCommands,
  },
  dkim: {
    description: 'keys that sign mail',
    load: async () => (await import('./dkim.ts')).dkimCommands,
  },
  'sign-ups': {
    description: 'confirmation mails that wait for their turn',
    load: async () => (await import('./sign-ups.ts')).signUpCommands,
  },
  suppression: {
    description: 'addresses that must not be mailed',
    load: async () => (await import('./suppression.ts')).suppressionCommands,
  },
  transport: {
    description: 'ways for mail to leave, and how fast',
    load: async () => (await import('./transport.ts')).transportCommands,
  },
  backup: {
    description: 'write the whole database to a file and read it back; works while the server runs',
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  restore: {
    description: 'replace the database by a backup, completely or not at all; stop the server first',
    load: async () => (await import('./restore.ts')).restoreCommand,
  },
  migrate: {
    description: 'bring the database up to date; every start does this, too',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  doctor: {
    description:
      'check the database, clock, secret, publications, mail server, signatures and DNS (SPF, DKIM, DMARC, MX)',
    load: async () => (await import('./doctor/doctor.ts')).doctorCommand,
  },
};
