/** Fewer pixels are a click with an unsteady hand. */
const FAR_ENOUGH = 6;
/** A finger that rests so long on a tile wants to move it, not to scroll. */
const LONG_PRESS_MS = 350;

interface Drag {
  tile: HTMLElement;
  from: { x: number; y: number };
  pointer: number;
  isMoving: boolean;
  target: HTMLElement | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Tiles are dragged to another day by mouse, pen or finger; Escape puts one back. */
export function dragTiles(calendar: HTMLElement): void {
  let drag: Drag | undefined;

  calendar.addEventListener('pointerdown', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-movable] > a') : null;
    const tile = link?.parentElement;
    if (!tile || event.button !== 0 || drag) return;
    drag = {
      tile,
      pointer: event.pointerId,
      isMoving: false,
      target: null,
      timer: undefined,
      from: { x: event.clientX, y: event.clientY },
    };
    if (event.pointerType === 'touch') drag.timer = setTimeout(() => drag && lift(drag), LONG_PRESS_MS);
  });

  document.addEventListener('pointermove', (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const [x, y] = [event.clientX - drag.from.x, event.clientY - drag.from.y];
    if (!drag.isMoving) {
      if (Math.hypot(x, y) < FAR_ENOUGH) return;
      // A finger that moves at once scrolls.
      if (event.pointerType === 'touch') return end(false);
      lift(drag);
    }
    drag.tile.style.transform = `translate(${x}px, ${y}px)`;
    aim(drag, event);
  });

  document.addEventListener('pointerup', (event) => {
    if (drag && event.pointerId === drag.pointer) end(true);
  });
  document.addEventListener('pointercancel', () => end(false));
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !drag?.isMoving) return;
      event.preventDefault();
      end(false);
    },
    true,
  );
  document.addEventListener('touchmove', (event) => drag?.isMoving && event.preventDefault(), {
    passive: false,
  });
  // Some phones open the menu of a link under a finger that rests, and take the drag away with it.
  document.addEventListener('contextmenu', (event) => drag?.isMoving && event.preventDefault());
  // The click that follows a drag opens nothing.
  calendar.addEventListener(
    'click',
    (event) => {
      if (!(event.target instanceof Element) || !event.target.closest('.was-dragged')) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );

  function end(isDropped: boolean): void {
    if (!drag) return;
    const { tile, isMoving, target, timer } = drag;
    drag = undefined;
    clearTimeout(timer);
    if (!isMoving) return;
    tile.classList.remove('is-dragged');
    tile.classList.add('was-dragged');
    setTimeout(() => tile.classList.remove('was-dragged'));
    target?.classList.remove('is-target');
    calendar.classList.remove('is-no-target');
    if (isDropped && target) moveTo(tile, target.dataset['day'] ?? '');
    else tile.style.transform = '';
  }

  function aim(current: Drag, { clientX, clientY }: PointerEvent): void {
    const day = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-day]') ?? null;
    const isOpen = day !== null && !('over' in day.dataset) && day.dataset['day'] !== dayOf(current.tile);
    current.target?.classList.remove('is-target');
    current.target = isOpen ? day : null;
    current.target?.classList.add('is-target');
    calendar.classList.toggle('is-no-target', !isOpen);
  }
}

const dayOf = (tile: HTMLElement) => tile.closest<HTMLElement>('[data-day]')?.dataset['day'];

function lift(drag: Drag): void {
  drag.isMoving = true;
  drag.tile.classList.add('is-dragged');
}

/** Sends the tile's own form with another day. */
function moveTo(tile: HTMLElement, day: string): void {
  const form = tile.querySelector<HTMLFormElement>('form.move');
  const field = form?.elements.namedItem('day');
  if (!form || !(field instanceof HTMLSelectElement)) return;
  if (![...field.options].some(({ value }) => value === day)) field.add(new Option(day, day));
  field.value = day;
  form.requestSubmit();
}
