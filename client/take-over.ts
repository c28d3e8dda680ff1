/**
 * Where the app draws itself. What the server wrote for readers stays in sight until the app has a whole page in its
 * place, so nobody sees text vanish and come back. Without such content it is `root` itself.
 */
export function placeToDraw(root: HTMLElement): HTMLElement {
  const written = root.firstElementChild;
  if (written === null) return root;
  const place = document.createElement('div');
  place.hidden = true;
  root.append(place);
  const watcher = new MutationObserver(() => {
    if (place.querySelector('h1') === null || place.querySelector('[data-waiting]') !== null) return;
    watcher.disconnect();
    written.remove();
    place.hidden = false;
  });
  watcher.observe(place, { childList: true, subtree: true });
  return place;
}
