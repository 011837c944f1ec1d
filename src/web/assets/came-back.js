// Looks for three minutes whether the mail of this sign-up came back, and opens the page that says so.
const { state, page } = document.querySelector('[data-state]').dataset;
const began = Date.now();
const look = async () => {
  const answer = await fetch(state).then(
    (response) => response.json(),
    () => ({}),
  );
  if (answer.state === 'bounced') location.assign(page);
  else wait();
};
const wait = () => {
  const passed = Date.now() - began;
  if (passed < 180_000) setTimeout(() => void look(), passed < 30_000 ? 3000 : 10_000);
};
wait();
