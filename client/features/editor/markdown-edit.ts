/** A text with its selection, before or after a tool of the toolbar. */
export interface Selection {
  text: string;
  start: number;
  end: number;
}

export type Tool = 'bold' | 'italic' | 'heading' | 'list' | 'numbered' | 'quote' | 'link';

/** What to put in place of `from`–`to`, and what to select then. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
  selectStart: number;
  selectEnd: number;
}

/** Applies a tool the way people expect: the same tool again takes it back. */
export function applyTool(tool: Tool, { text, start, end }: Selection): Edit {
  switch (tool) {
    case 'bold':
      return wrap(text, start, end, '**');
    case 'italic':
      return wrap(text, start, end, '_');
    case 'link': {
      const words = text.slice(start, end);
      const at = start + words.length + 3;
      return { from: start, to: end, insert: `[${words}](https://)`, selectStart: at, selectEnd: at + 8 };
    }
    case 'heading':
      return eachLine(text, start, end, /^## /, () => '## ');
    case 'list':
      return eachLine(text, start, end, /^- /, () => '- ');
    case 'numbered':
      return eachLine(text, start, end, /^\d+\. /, (line) => `${line + 1}. `);
    case 'quote':
      return eachLine(text, start, end, /^> /, () => '> ');
  }
}

function wrap(text: string, start: number, end: number, mark: string): Edit {
  const inside = text.slice(start, end);
  const length = mark.length;
  if (text.slice(start - length, start) === mark && text.slice(end, end + length) === mark) {
    return {
      from: start - length,
      to: end + length,
      insert: inside,
      selectStart: start - length,
      selectEnd: end - length,
    };
  }
  return {
    from: start,
    to: end,
    insert: mark + inside + mark,
    selectStart: start + length,
    selectEnd: end + length,
  };
}

function eachLine(text: string, start: number, end: number, present: RegExp, prefix: (line: number) => string): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const takeBack = lines.every((line) => present.test(line));
  const insert = lines.map((line, index) => (takeBack ? line.replace(present, '') : prefix(index) + line)).join('\n');
  const one = lines.length === 1 && start === end;
  return { from, to, insert, selectStart: one ? from + insert.length : from, selectEnd: from + insert.length };
}
