/** The entries of the menu, by name. */
export type MenuEntry = 'today' | 'calendar' | 'settings' | 'api-keys' | 'account' | 'mailbox';
