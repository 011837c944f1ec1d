/** The entries of the menu, by name. */
export type MenuEntry = 'today' | 'settings' | 'api-keys' | 'account' | 'mailbox';
