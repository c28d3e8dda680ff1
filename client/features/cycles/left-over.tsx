import type { Turn } from '../../../shared/contracts/cycles.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { Button } from '../../ui/button.tsx';
import { Row } from '../../ui/page.tsx';
import { useKeptOnServer } from '../editor/use-kept-on-server.ts';
import css from './turn.module.css';

/**
 * Words that one was writing when the step went on, as either of the two may let it where both speak: they are here to
 * go on with, and not lost with their field.
 */
export function LeftOver({ turn, onTake }: { turn: Turn; onTake?: (words: string) => void }) {
  const step = lastStepOfMine(turn);
  return step === null ? null : <Of key={step} turn={turn} step={step} {...(onTake && { onTake })} />;
}

function Of({ turn, step, onTake }: { turn: Turn; step: number; onTake?: (words: string) => void }) {
  const [words, setWords] = useKeptOnServer(`turn:${turn.id}:${step}`);
  if (words.trim() === '') return null;
  return (
    <div className={css.leftOver}>
      <p className={css.meta}>{tCycles.leftOver(turn.protocol.steps[step]?.name ?? '')}</p>
      <blockquote className={css.quote} dir="auto">
        {words}
      </blockquote>
      <Row>
        {onTake && (
          <Button
            small
            icon="write"
            onClick={() => {
              onTake(words);
              setWords('');
            }}
          >
            {tCycles.leftOverTake}
          </Button>
        )}
        <Button small look="quiet" onClick={() => setWords('')}>
          {tCycles.leftOverAway}
        </Button>
      </Row>
    </div>
  );
}

/** The newest step that is over and in which the reader could speak. */
function lastStepOfMine({ protocol: { steps }, step, iPresent }: Turn): number | null {
  const over = steps.slice(0, step ?? steps.length);
  const at = over.findLastIndex(({ speaks }) => speaks === 'both' || (speaks === 'presenter') === iPresent);
  return at === -1 ? null : at;
}
