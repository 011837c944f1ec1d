/**
 * Keeps a button back until a new mail may go, and says how long that is. In a hidden tab it may tick late, never early.
 * @param label of the button, with `{time}` such as `14:08`; what it says afterwards is what it says now
 */
export function countDown(button: HTMLElement, label: string, seconds: number): void {
  const { textContent: after } = button;
  const until = performance.now() + seconds * SECOND_MS;
  button.setAttribute('aria-disabled', 'true');
  const tick = () => {
    const left = Math.ceil((until - performance.now()) / SECOND_MS);
    if (left > 0) {
      const rest = String(left % 60).padStart(2, '0');
      button.textContent = label.replace('{time}', `${Math.floor(left / 60)}:${rest}`);
      // What was replaced meanwhile needs no clock.
      if (button.isConnected || left === seconds) setTimeout(tick, SECOND_MS);
      return;
    }
    button.removeAttribute('aria-disabled');
    button.textContent = after;
  };
  tick();
}

const SECOND_MS = 1000;
