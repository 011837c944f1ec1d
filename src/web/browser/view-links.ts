/**
 * A link to another view of what stands in a form, not of what is saved: it sets the field of the form and leads nowhere. Where
 * the form has no such field, or a new tab is asked for, it stays a link.
 * @param show is given the link, and what it sets as `name=value`.
 */
export function onViewLinks(form: HTMLFormElement, show: (link: HTMLElement, view: string) => void): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLElement>('[data-view]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const [name = '', value = ''] = (link.dataset['view'] ?? '').split('=');
    const field = form.elements.namedItem(name);
    if (!(field instanceof HTMLInputElement)) return;
    event.preventDefault();
    field.value = value;
    show(link, `${name}=${value}`);
  });
}
