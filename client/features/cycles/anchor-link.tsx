import { useState } from 'react';
import type { Anchor } from '../../../shared/contracts/cycles.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { linkAt, momentOf } from './anchors.ts';
import css from './turn.module.css';

/** Where a comment points: words, which it shows in the work, or a moment, where it opens the recording. */
export function AnchorLink({
  anchor,
  link,
  onShow,
}: {
  anchor: Anchor;
  link: string;
  onShow: (quote: string) => boolean;
}) {
  const [missing, setMissing] = useState(false);
  if (anchor.kind === 'moment') {
    const words = tCycles.atMoment(momentOf(anchor.seconds));
    return (
      <p className={css.anchor}>
        {link === '' ? (
          words
        ) : (
          <a href={linkAt(link, anchor.seconds)} target="_blank" rel="noopener noreferrer">
            {words}
          </a>
        )}
      </p>
    );
  }
  return (
    <p className={css.anchor}>
      {tCycles.onPassage}{' '}
      <button
        type="button"
        className={css.place}
        aria-label={tCycles.showPlace(anchor.quote)}
        onClick={() => setMissing(!onShow(anchor.quote))}
      >
        <q>{anchor.quote}</q>
      </button>{' '}
      <span role="status">{missing && tCycles.placeGone}</span>
    </p>
  );
}
