// Follows the system's light or dark setting; loaded in the head, so that no page flashes.
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => {
  document.documentElement.dataset.bsTheme = dark.matches ? 'dark' : 'light';
};
follow();
dark.addEventListener('change', follow);

// A button that copies the text of the element its data-copy names.
document.addEventListener('click', async (event) => {
  const button = event.target instanceof Element && event.target.closest('[data-copy]');
  const source = button && document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  await navigator.clipboard.writeText(source.textContent);
  button.textContent = 'Copied';
});
