import { escapeHtml } from '../core/html.ts';

/** A piece of a page. Only {@link html} and {@link trusted} make one, so text cannot become markup by accident. */
export interface Markup {
  readonly markup: string;
}

type Piece = string | number | Markup | readonly Markup[] | null | false;

/** HTML with values in it: text is escaped, pieces of markup and lists of them stand as they are, null is nothing. */
export function html(literals: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  const text = literals.reduce((before, literal, index) => before + written(values[index - 1] ?? null) + literal);
  return { markup: text };
}

/** For what `sanitizeHtml` has been over already. */
export function trusted(markup: string): Markup {
  return { markup };
}

function written(value: Piece): string {
  if (value === null || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if ('markup' in value) return value.markup;
  return value.map((piece) => piece.markup).join('');
}
