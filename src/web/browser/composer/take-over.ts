/** Fields that nobody touched since they were sent say what somebody else made of them. */
export function takeOver(form: HTMLFormElement, sent: URLSearchParams, said: URLSearchParams): void {
  for (const element of form.elements) {
    const { name } = element as HTMLInputElement;
    if (element instanceof HTMLInputElement && element.type === 'checkbox') {
      if (element.checked === sent.has(name)) element.checked = said.has(name);
    } else if (element instanceof HTMLSelectElement || (element as HTMLElement).matches('textarea.one')) {
      const line = element as HTMLSelectElement | HTMLTextAreaElement;
      if (line.value !== sent.get(name) || line.value === said.get(name)) continue;
      line.value = said.get(name) ?? '';
      line.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
}
