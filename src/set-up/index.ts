// Set-up: a publication, its feed and the first admin, made together or not at all.
// Owns no table: it joins publications, articles and accounts in one transaction.
// The command line and the first-visit page share it.
export { connectMailServer } from './connect-mail-server.ts';
export { setUp, setUpByLink } from './set-up.ts';
