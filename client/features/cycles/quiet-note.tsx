import type { Turn } from '../../../shared/contracts/cycles.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { TextArea } from '../../ui/field.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import css from './turn.module.css';

const NOTES_MAX = 10_000;

/** Why one does not speak now, and what one can do meanwhile: notes that stay on this device. */
export function QuietNote({ turn, partner }: { turn: Turn; partner: string }) {
  const me = useSignedIn();
  const [notes, setNotes] = useKeptText(`turnnotes:${me.id}:${turn.id}`);
  const { quiet } = turn;
  if (quiet === null || quiet === 'over') return null;
  const words = tCycles.quiet[quiet];
  const listens = quiet === 'listen' || quiet === 'their-turn';
  return (
    <div className={css.quiet}>
      <p>{typeof words === 'string' ? words : words(partner)}</p>
      {(listens || notes !== '') && (
        <TextArea
          label={tCycles.notes}
          hint={tCycles.notesHint}
          value={notes}
          onChange={setNotes}
          maxLength={NOTES_MAX}
          optional
        />
      )}
    </div>
  );
}
