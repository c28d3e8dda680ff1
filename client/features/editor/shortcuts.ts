import type { Tool } from './markdown-edit.ts';

/** Keys of the editor, pressed with Ctrl or Command; for the page that lists all shortcuts too. */
export const EDITOR_SHORTCUTS: readonly { key: string; shift: boolean; tool: Tool }[] = [
  { key: 'b', shift: false, tool: 'bold' },
  { key: 'i', shift: false, tool: 'italic' },
  { key: 'k', shift: false, tool: 'link' },
  { key: 'h', shift: true, tool: 'heading' },
  { key: '8', shift: true, tool: 'list' },
  { key: '7', shift: true, tool: 'numbered' },
  { key: '9', shift: true, tool: 'quote' },
];

/** By the key's place for digits: with Shift they say something else on each keyboard. */
export function toolFor(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  return EDITOR_SHORTCUTS.find(
    ({ key, shift }) => shift === event.shiftKey && (key === event.key.toLowerCase() || event.code === `Digit${key}`),
  )?.tool;
}
