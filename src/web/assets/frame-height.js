// Tells the page around this frame how high the box is.
const tell = () => {
  const { height } = document.querySelector('main').getBoundingClientRect();
  parent.postMessage({ paperroundHeight: Math.ceil(height) }, '*');
};
// The address of the first page says whether the page around it is light or dark; later pages know it from this.
try {
  const isFirst = location.pathname.endsWith('/embed');
  const given = new URLSearchParams(location.search).get('scheme');
  const scheme = given ?? (isFirst ? 'auto' : sessionStorage.getItem('scheme'));
  if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset.scheme = scheme;
  sessionStorage.setItem('scheme', scheme ?? 'auto');
} catch {
  // A browser that keeps nothing for frames: their later pages are as the reader's system is.
}
new ResizeObserver(tell).observe(document.querySelector('main'));
