import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { deskIn, type Desk } from '../../words/index.ts';

/** Who draws a page says in which language. */
export const DeskContext = createContext<Desk>(deskIn('en'));

/** Words, numbers and times in the language of the person who looks. */
export const useDesk = (): Desk => useContext(DeskContext);
