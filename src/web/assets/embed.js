// Drops the sign-up box into any page: <script src="https://…/embed.js" data-publication="slug" async></script>
(() => {
  const script = document.currentScript;
  const slug = script && script.dataset.publication;
  if (!slug) return;
  const origin = new URL(script.src).origin;
  const frame = document.createElement('iframe');
  const source = location.origin + location.pathname;
  frame.src = `${origin}/${encodeURIComponent(slug)}/embed?source=${encodeURIComponent(source)}`;
  frame.title = script.dataset.title || 'Subscribe by email';
  frame.loading = 'lazy';
  frame.style.cssText =
    'width:100%;max-width:40rem;height:26rem;border:0;display:block;color-scheme:light dark';
  script.after(frame);
  // The box tells its height, so that the frame never shows a scroll bar.
  addEventListener('message', (event) => {
    const height = event.data && event.data.paperroundHeight;
    if (event.source === frame.contentWindow && event.origin === origin && height > 0) {
      frame.style.height = `${Math.min(height, 2000)}px`;
    }
  });
})();
