import type { DeskLanguage } from '../reasons/say.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import type { InvitationMailWords } from './invitations.ts';

/** What mails say that lead a person in. */
export const invitationMailWords = (language: DeskLanguage): InvitationMailWords =>
  language === 'de' ? german : english;
