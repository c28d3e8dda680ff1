import { applyTool, type Edit, type Tool } from './markdown-edit.ts';

/** Changes a part of what stands in a text area, as if it were typed: `insertText` keeps the browser's undo history. */
export function insertText(area: HTMLTextAreaElement, change: Edit, onChange: (value: string) => void) {
  area.focus();
  area.setSelectionRange(change.from, change.to);
  const typed =
    change.insert === ''
      ? change.from === change.to || document.execCommand('delete')
      : document.execCommand('insertText', false, change.insert);
  if (!typed) {
    area.setRangeText(change.insert, change.from, change.to);
    onChange(area.value);
  }
  area.setSelectionRange(change.selectStart, change.selectEnd);
}

export function runTool(area: HTMLTextAreaElement, tool: Tool, onChange: (value: string) => void) {
  const { value: text, selectionStart: start, selectionEnd: end } = area;
  insertText(area, applyTool(tool, { text, start, end }), onChange);
}

/** Puts a paragraph of its own at the caret. */
export function insertParagraph(area: HTMLTextAreaElement, paragraph: string, onChange: (value: string) => void) {
  const before = area.value.slice(0, area.selectionStart);
  const after = area.value.slice(area.selectionEnd);
  const opening = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const closing = after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n';
  const insert = opening + paragraph + closing;
  const at = before.length + insert.length;
  insertText(area, { from: before.length, to: area.selectionEnd, insert, selectStart: at, selectEnd: at }, onChange);
}
