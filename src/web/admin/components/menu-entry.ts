/** The entries of the menu, by name. */
export type MenuEntry = 'today' | 'calendar' | 'sends' | 'settings' | 'api-keys' | 'account' | 'mailbox';
