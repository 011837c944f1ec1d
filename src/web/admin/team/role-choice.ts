import { z } from 'zod';
import type { Rights } from '../../../accounts/index.ts';

/** What can be chosen for a person in one field. */
export const CHOICES = ['editor', 'editor-not-sending', 'viewer', 'admin', 'admin-not-sending'] as const;
export type Choice = (typeof CHOICES)[number];

export const choiceField = z.enum(CHOICES);

export function choiceOf({ role, maySend }: Rights): Choice {
  if (role === 'viewer') return role;
  return maySend ? role : `${role}-not-sending`;
}

export const rightsOfChoice = (choice: Choice): Rights => ({
  role: choice.replace('-not-sending', '') as Rights['role'],
  maySend: choice === 'editor' || choice === 'admin',
});
