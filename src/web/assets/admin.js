// Follows the system's light or dark setting; loaded in the head, so that no page flashes.
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => {
  document.documentElement.dataset.bsTheme = dark.matches ? 'dark' : 'light';
};
follow();
dark.addEventListener('change', follow);

// A button that copies the text of the element its data-copy names.
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element && event.target.closest('[data-copy]');
  const source = button && document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  const say = (words) => () => {
    button.textContent = words;
  };
  navigator.clipboard.writeText(source.textContent).then(say('Copied'), say('Please copy it by hand'));
});

// The set-up page proposes the time zone of the browser; the server cannot know it.
document.addEventListener('DOMContentLoaded', () => {
  const zone = location.pathname.startsWith('/setup/') && document.querySelector('select[name=timeZone]');
  const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && zone.value === 'UTC' && [...zone.options].some(({ value }) => value === guess))
    zone.value = guess;
});
