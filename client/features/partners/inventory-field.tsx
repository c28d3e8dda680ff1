import { INVENTORY_MAX } from '../../../shared/contracts/partners.ts';
import { tPartners } from '../../i18n/partners.ts';
import { WordList } from '../../ui/choices.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ideasIn } from './ideas.ts';
import css from './partners.module.css';

const IDEAS: readonly string[] = Object.values(tPartners.ideas);

/** Tags of one's own, a few words each; what the profile says in a sentence is offered, to be taken piece by piece. */
export function InventoryField({
  label,
  hint,
  values,
  onChange,
  error,
  sentence,
}: {
  label: string;
  hint: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
  error: string | undefined;
  sentence: string;
}) {
  const ideas = values.length < INVENTORY_MAX ? ideasIn(sentence, values) : [];
  return (
    <div className={css.inventory}>
      <WordList
        label={label}
        hint={hint}
        values={values}
        onChange={onChange}
        error={error}
        suggestions={IDEAS}
        limit={INVENTORY_MAX}
      />
      {ideas.length > 0 && (
        <p className={css.ideas}>
          {tPartners.fromProfile}
          {ideas.map((idea) => (
            <button
              key={idea}
              type="button"
              className={css.idea}
              aria-label={tPartners.addIdea(idea)}
              onClick={() => onChange([...values, idea])}
            >
              <Icon name="tag" size={14} />
              {idea}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}
