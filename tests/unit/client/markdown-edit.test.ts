import { describe, expect, test } from 'vitest';
import { applyTool, type Selection, type Tool } from '../../../client/features/editor/markdown-edit.ts';

/** `|` marks the ends of the selection. */
function selection(marked: string): Selection {
  const [before = '', inside = '', after = ''] = marked.split('|');
  return { text: before + inside + after, start: before.length, end: before.length + inside.length };
}

function use(tool: Tool, marked: string): string {
  const from = selection(marked);
  const edit = applyTool(tool, from);
  const text = from.text.slice(0, edit.from) + edit.insert + from.text.slice(edit.to);
  return `${text.slice(0, edit.selectStart)}|${text.slice(edit.selectStart, edit.selectEnd)}|${text.slice(edit.selectEnd)}`;
}

describe('the toolbar', () => {
  test.each<[Tool, string, string]>([
    ['bold', 'their |own| tickets', 'their **|own|** tickets'],
    ['bold', 'their **|own|** tickets', 'their |own| tickets'],
    ['italic', 'a ||', 'a _||_'],
    ['heading', 'one\nt||wo', 'one\n## two||'],
    ['heading', '## tw||o', 'two||'],
    ['list', '|one\ntwo|', '|- one\n- two|'],
    ['list', '|- one\n- two|', '|one\ntwo|'],
    ['numbered', '|one\ntwo|\nthree', '|1. one\n2. two|\nthree'],
    ['quote', '||', '> ||'],
    ['link', 'see |this|', 'see [this](|https://|)'],
  ])('%s on %j', (tool, before, after) => {
    expect(use(tool, before)).toBe(after);
  });
});
