import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..', '..');
/** What can answer a request. */
const FOLDERS = [
  'shared/contracts',
  'server/core',
  'server/activities',
  'server/http',
  'server/features',
  'server/federation',
];
/** What is only logged, thrown as a bug, or read by programs and their authors. */
const NOT_SHOWN = /^(?:new (?:Error|TypeError|RangeError|SyntaxError)|.*\blogger\.\w+|.*\.describe)$/;

export interface Sentence {
  /** With `{}` where a value goes. */
  text: string;
  file: string;
}

/** Every sentence in the source that may be shown to a person: a literal that begins like one and ends like one. */
export async function sentencesInSource(): Promise<Sentence[]> {
  const found: Sentence[] = [];
  for (const folder of FOLDERS) {
    for (const entry of await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
      const path = join(entry.parentPath, entry.name);
      const source = ts.createSourceFile(path, await readFile(path, 'utf8'), ts.ScriptTarget.Latest, true);
      const file = path.slice(ROOT.length + 1);
      for (const text of sentencesOf(source)) found.push({ text, file });
    }
  }
  return found;
}

function sentencesOf(source: ts.SourceFile): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && NOT_SHOWN.test(called(node, source))) return;
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
    else if (ts.isTemplateExpression(node))
      texts.push(node.head.text + node.templateSpans.map((span) => `{}${span.literal.text}`).join(''));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts.filter(
    (text) => /^(?:\p{Lu}|\{\})/u.test(text) && /\p{L} /u.test(text) && /(?:[.?]|: \{\})$/.test(text),
  );
}

function called(node: ts.CallExpression | ts.NewExpression, source: ts.SourceFile): string {
  return `${ts.isNewExpression(node) ? 'new ' : ''}${node.expression.getText(source)}`;
}
