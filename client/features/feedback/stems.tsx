import { tFeedback } from '../../i18n/feedback.ts';
import css from './feedback.module.css';

/** Ways to begin that do not judge; each goes into the text by a tap. */
export function Stems({ stems, onTake }: { stems: readonly string[]; onTake: (stem: string) => void }) {
  if (stems.length === 0) return null;
  return (
    <fieldset className={css.stems} aria-label={tFeedback.stemsLabel}>
      {stems.map((stem) => (
        <button key={stem} type="button" className={css.stem} onClick={() => onTake(stem)}>
          {stem.trim().replace(/…$/, '')}…
        </button>
      ))}
    </fieldset>
  );
}

/** What stands in a field once a stem was taken: a paragraph of its own after what is there. */
export function withStem(text: string, stem: string): string {
  const beginning = `${stem.trim().replace(/…$/, '')} `;
  return text.trim() === '' ? beginning : `${text.trimEnd()}\n\n${beginning}`;
}
