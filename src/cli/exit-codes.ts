/** Exit codes: 0 done, 1 failed, 2 the words or the values of the call are off. */
export const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;
