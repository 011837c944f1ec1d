// Tells the page around this frame how high the box is.
const tell = () => {
  const { height } = document.querySelector('main').getBoundingClientRect();
  parent.postMessage({ paperroundHeight: Math.ceil(height) }, '*');
};
new ResizeObserver(tell).observe(document.querySelector('main'));
