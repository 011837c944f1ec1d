import { remembered } from './remembered.ts';
import { countConfirmations, countReaders, listReaderDays } from './today-queries.ts';

/** Readers by status; on a large list a moment old. */
export const readerFigures = remembered(countReaders);

/** Who joined and who left, by day; on a large list a moment old. */
export const readerDays = remembered(listReaderDays);

/** Who confirmed within 30 days; on a large list a moment old. */
export const confirmationFigures = remembered(countConfirmations);
