// Accounts: the people who sign in and the keys that programs use.
// Owns the tables api_keys, users, sessions, accounts, verifications and set_up_tokens.
// Knows nothing of newsletters.
export { authenticateApiKey, createApiKey, listApiKeys, revokeApiKey } from './api-key.ts';
