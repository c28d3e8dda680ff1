import { useState } from 'react';
import type { Anchor, Turn } from '../../../shared/contracts/cycles.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { momentOf, parseMoment, placeOf, quoteOf } from './anchors.ts';
import css from './turn.module.css';

const QUOTE_MAX = 300;

/** Points a comment at words of the work, marked or copied in, or at a moment of a recording. */
export function AnchorFields({
  turn: { work },
  anchor,
  onAnchor,
  isInText,
}: {
  turn: Turn;
  anchor: Anchor | null;
  onAnchor: (anchor: Anchor | null) => void;
  isInText: (quote: string) => boolean;
}) {
  const [moment, setMoment] = useState('');
  const point = (next: Anchor | null) => {
    setMoment('');
    onAnchor(next);
  };
  const hasRecording = work.kind === 'video' || work.link !== '' || work.attachments.some(isRecording);
  const hasText = work.html !== '';
  if (!hasRecording && !hasText) return null;
  return (
    <>
      {anchor !== null && (
        <p className={css.pointsAt}>
          <span>
            {anchor.kind === 'moment' ? (
              tCycles.atMoment(momentOf(anchor.seconds))
            ) : (
              <>
                {tCycles.onPassage} <q>{placeOf(anchor)}</q>
              </>
            )}
          </span>
          <IconButton icon="close" label={tCycles.removePlace} onClick={() => point(null)} />
        </p>
      )}
      <details className={css.more}>
        <summary>{tCycles.point}</summary>
        <div>
          {hasText && (
            <TextField
              label={tCycles.pointWords}
              hint={
                anchor?.kind === 'passage' && !isInText(anchor.quote) ? tCycles.pointNotFound : tCycles.pointWordsHint
              }
              value={anchor?.kind === 'passage' ? anchor.quote : ''}
              onChange={(typed) => point(typed.trim() === '' ? null : { kind: 'passage', quote: typed })}
              onBlur={() => anchor?.kind === 'passage' && onAnchor({ kind: 'passage', quote: quoteOf(anchor.quote) })}
              maxLength={QUOTE_MAX}
              optional
            />
          )}
          {hasRecording && (
            <TextField
              label={tCycles.pointTime}
              hint={tCycles.pointTimeHint}
              error={
                moment !== '' && parseMoment(moment) === null && moment.length > 3 ? tCycles.pointTimeWrong : undefined
              }
              value={anchor?.kind === 'moment' && moment === '' ? momentOf(anchor.seconds) : moment}
              onChange={(typed) => {
                setMoment(typed);
                const seconds = parseMoment(typed);
                onAnchor(seconds === null ? null : { kind: 'moment', seconds });
              }}
              inputMode="numeric"
              maxLength={8}
              optional
            />
          )}
        </div>
      </details>
    </>
  );
}

function isRecording({ kind }: Turn['work']['attachments'][number]): boolean {
  return kind === 'video' || kind === 'audio';
}
