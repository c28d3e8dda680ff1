import { useState } from 'react';
import { type Session, writeSessionNotes } from '../../../shared/contracts/sessions.ts';
import { useCall } from '../../api/use-call.ts';
import { tSessions } from '../../i18n/sessions.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Form, Row } from '../../ui/page.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useFocusWhenLost } from '../../ui/use-focus-when-lost.ts';
import { useKeptFrom } from '../editor/use-kept-from.ts';
import css from './sessions.module.css';
import { usePutSession } from './use-put-session.ts';

/** What both wrote down, and one's own to go on with. */
export function SessionNotes({ session }: { session: Session }) {
  const [writing, setWriting] = useState(false);
  const section = useFocusWhenLost<HTMLElement>(writing);
  const { notes, may } = session;
  if (notes.length === 0 && !may.note) return null;
  return (
    <section className={css.notes} aria-label={tSessions.notes} ref={section} tabIndex={-1}>
      {notes
        .filter(({ mine }) => !(mine && writing))
        .map((note) => (
          <div key={note.author.id}>
            <h4>{note.mine ? tSessions.myNotes : tSessions.notesOf(note.author.displayName)}</h4>
            <RichText html={note.html} />
            <p className={css.small}>
              <TimeAgo at={note.at} />
            </p>
          </div>
        ))}
      {may.note &&
        (writing ? (
          <NotesForm session={session} onDone={() => setWriting(false)} />
        ) : (
          <div>
            <Button small icon="write" onClick={() => setWriting(true)}>
              {tSessions.writeNotes}
            </Button>
          </div>
        ))}
    </section>
  );
}

function NotesForm({ session, onDone }: { session: Session; onDone: () => void }) {
  const toast = useToast();
  const putSession = usePutSession();
  const notes = useKeptFrom(`session-notes:${session.id}`, session.myNotes);
  const save = useCall(writeSessionNotes, {
    onSuccess: (changed) => {
      notes.forget();
      putSession(changed);
      toast(tSessions.notesShared);
      onDone();
    },
  });
  return (
    <Form
      error={save.error}
      onSubmit={() => save.mutate({ params: { id: session.id }, body: { markdown: notes.text } })}
    >
      <TextArea
        label={tSessions.myNotes}
        hint={tSessions.notesHint(session.partner.displayName)}
        value={notes.text}
        onChange={notes.type}
        error={fieldsOf(save.error).markdown}
        maxLength={10_000}
      />
      <Problem error={formProblem(save.error, ['markdown'])} />
      <Row>
        <Button type="submit" small look="primary" busy={save.isPending}>
          {tSessions.shareNotes}
        </Button>
        <Button small look="quiet" onClick={onDone}>
          {tSessions.later}
        </Button>
      </Row>
    </Form>
  );
}
