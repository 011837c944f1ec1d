import { slot } from '../compile/slots.ts';
import type { Words } from '../../words/index.ts';

/** The links with which every mail to an audience ends. */
export interface EndSlots {
  unsubscribeUrl: string;
  preferencesUrl: string;
  viewUrl: string;
}

export type EndWords = Pick<Words, 'unsubscribe' | 'preferences' | 'viewInBrowser' | 'imprint'>;

export const endSlots = (): EndSlots => ({
  unsubscribeUrl: slot('unsubscribeUrl'),
  preferencesUrl: slot('preferencesUrl'),
  viewUrl: slot('viewUrl'),
});

export const endWords = ({ unsubscribe, preferences, viewInBrowser, imprint }: Words): EndWords => ({
  unsubscribe,
  preferences,
  viewInBrowser,
  imprint,
});
