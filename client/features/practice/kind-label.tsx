import type { FeedbackKind } from '../../../shared/vocabulary.ts';
import { t } from '../../i18n/messages.ts';
import { Icon } from '../../ui/icon.tsx';
import css from './responses.module.css';

/** A kind of feedback by mark and word. */
export function KindLabel({ kind }: { kind: FeedbackKind }) {
  return (
    <span className={css.kind}>
      <Icon name={kind} size={18} />
      {t.words.feedbackKinds[kind]}
    </span>
  );
}
