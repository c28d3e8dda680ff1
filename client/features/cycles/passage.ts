import { locate, quoteOf } from './anchors.ts';

/** The range of words within an element; null when they are not in it. */
export function rangeOf(element: HTMLElement, quote: string): Range | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: Node[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) nodes.push(node);
  const place = locate(
    nodes.map((node) => node.nodeValue ?? ''),
    quote,
  );
  const first = place && nodes[place.from.piece];
  const last = place && nodes[place.to.piece];
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first, place.from.at);
  range.setEnd(last, place.to.at);
  return range;
}

/** Marks words as if somebody had dragged over them, and brings them into sight; false when they are not there. */
export function showPassage(element: HTMLElement | null, quote: string): boolean {
  const range = element && rangeOf(element, quote);
  if (!range) return false;
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  return true;
}

/** What is marked within an element at this moment; empty for nothing. */
export function markedIn(element: HTMLElement | null): string {
  const selection = getSelection();
  if (!element || !selection || selection.isCollapsed || selection.rangeCount === 0) return '';
  const { commonAncestorContainer } = selection.getRangeAt(0);
  return element.contains(commonAncestorContainer) ? quoteOf(selection.toString()) : '';
}
