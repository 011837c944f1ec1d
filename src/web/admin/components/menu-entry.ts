/** The entries of the menu, by name. */
export type MenuEntry =
  | 'today'
  | 'calendar'
  | 'sends'
  | 'articles'
  | 'subscribers'
  | 'topics'
  | 'sign-ups'
  | 'look'
  | 'settings'
  | 'team'
  | 'audit'
  | 'api-keys'
  | 'account'
  | 'mailbox';
