import { type ShortcutName, shortcutsFor, singleKeysOn } from './shortcuts.ts';

/** Between the two keys of `g h`. */
const SEQUENCE_MAX_MS = 1_500;

interface Actions {
  signedIn: boolean;
  open: (dialog: 'shortcuts' | 'palette') => void;
  navigate: (to: string) => unknown;
}

/** Acts on the shortcuts of `shortcuts.ts` until `signal` aborts, everywhere but where somebody types. */
export function listenToKeys({ signedIn, open, navigate }: Actions, signal: AbortSignal) {
  const shortcuts = shortcutsFor(signedIn);
  let first = { key: '', at: 0 };
  const act = (name: ShortcutName, to: string | undefined) => {
    if (name === 'palette') open('palette');
    else if (name === 'help') open('shortcuts');
    else if (name === 'next' || name === 'previous') stepToPost(name);
    else if (name !== 'search' || !focusSearchField()) navigate(to ?? '/');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.isComposing || isDialogOpen()) return;
    const mod = event.ctrlKey || event.metaKey;
    if (!mod && (isTyping(event.target) || !singleKeysOn())) return;
    const before = mod ? 'mod' : event.timeStamp - first.at < SEQUENCE_MAX_MS ? first.key : '';
    const key = event.key.toLowerCase();
    first = { key: mod ? '' : key, at: event.timeStamp };
    const found =
      shortcuts.find(([, { keys }]) => keys.length === 2 && keys[0] === before && keys[1] === key) ??
      shortcuts.find(([, { keys }]) => !mod && keys.length === 1 && keys[0] === key);
    if (found === undefined) return;
    event.preventDefault();
    first = { key: '', at: 0 };
    act(found[0], found[1].to);
  };
  document.addEventListener('keydown', onKeyDown, { signal });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** The field in the side column; on a phone it is not there. */
function focusSearchField(): boolean {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  if (field === null || field.offsetParent === null) return false;
  field.focus();
  return true;
}

/** From post to post in whatever list is on the page; from nowhere, to the first that is in sight. */
function stepToPost(direction: 'next' | 'previous') {
  const posts = [...document.querySelectorAll<HTMLElement>('[role="feed"] article')];
  const current = posts.findIndex((post) => post.contains(document.activeElement));
  const next =
    current === -1
      ? posts.find((post) => post.getBoundingClientRect().bottom > 80)
      : posts[current + (direction === 'next' ? 1 : -1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'start' });
}
