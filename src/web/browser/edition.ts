import { startPicks } from './composer/picks.ts';

/** A planned digest: its articles are moved in place, and kept when the form is sent. */
const form = document.getElementById('edition');
if (form instanceof HTMLFormElement) startPicks(form);
