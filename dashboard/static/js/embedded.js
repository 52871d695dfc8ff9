// Tells the page around an embedded chart how high it is, now and whenever that changes.
if (window.parent !== window) {
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    // The height of a public chart is no secret, and the page around it may be anybody's.
    window.parent.postMessage({ type: "munitions-flows:height", height }, "*");
  };
  new ResizeObserver(tell).observe(document.documentElement);
  tell();
}
