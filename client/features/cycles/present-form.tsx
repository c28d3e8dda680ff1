import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PresentFields } from '../../../shared/contracts/cycles.ts';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { listProtocols } from '../../../shared/contracts/protocols.ts';
import { WORK_KINDS, type WorkKind } from '../../../shared/vocabulary.ts';
import { read } from '../../api/queries.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { t } from '../../i18n/messages.ts';
import { SUGGESTED_SUBJECTS, subjectName, subjectOf } from '../../i18n/subjects.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Form, Row, Sheet } from '../../ui/page.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { useKeptOnServer } from '../editor/use-kept-on-server.ts';
import { WritingField } from '../editor/writing-field.tsx';
import { PairFilesField, usePairFiles } from '../media/pair-files.tsx';
import { PostPicker } from './post-picker.tsx';
import { ProtocolPicker } from './protocol-picker.tsx';
import css from './turn.module.css';

const TEXT_MAX = 10_000;

/** What one brings to a turn, for what, and how the two talk about it. `scope` names where it is kept until it is sent. */
export function PresentForm({
  pair,
  scope,
  busy,
  error,
  onPresent,
}: {
  pair: Pair;
  scope: string;
  busy: boolean;
  error: unknown;
  /** `forget` what was kept, once the server has it. */
  onPresent: (fields: PresentFields, forget: () => void) => void;
}) {
  const me = useSignedIn();
  const [keptKind, setKind] = useKeptText(`workkind:${me.id}:${scope}`);
  const kind: WorkKind = WORK_KINDS.find((value) => value === keptKind) ?? 'plan';
  const [title, setTitle] = useKeptText(`worktitle:${me.id}:${scope}`);
  const [markdown, setMarkdown] = useKeptOnServer(`${scope}:work`);
  const [focusQuestion, setFocusQuestion] = useKeptOnServer(`${scope}:focus`);
  const [link, setLink] = useKeptText(`worklink:${me.id}:${scope}`);
  const [post, setPost] = useState<string | null>(null);
  const [subject, setSubject] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const files = usePairFiles(scope);
  const protocols = useQuery(read(listProtocols, { query: { language: t.language } }));
  const items = protocols.data?.items ?? [];
  const usual = items.find(({ name }) => name === pair.protocol) ?? items[0];
  const protocol = items.find(({ id }) => id === chosen) ?? usual;
  const errors = fieldsOf(error);
  const aboutFiles = Object.keys(errors).some((path) => path.startsWith('work.files'));
  const forget = () => {
    for (const clear of [setKind, setTitle, setMarkdown, setLink, setFocusQuestion]) clear('');
    files.clear();
  };
  return (
    <Form
      error={error}
      onSubmit={() =>
        files.whenReady(() =>
          onPresent(
            {
              work: { kind, title, markdown, link, post: kind === 'post' ? post : null, files: files.ids },
              focusQuestion,
              subject,
              protocol: protocol?.id ?? '',
              language: t.language,
            },
            forget,
          ),
        )
      }
    >
      <Sheet>
        <OneOf
          legend={tCycles.kind}
          hint={tCycles.workHint[kind]}
          value={kind}
          onChange={setKind}
          options={WORK_KINDS.map((value) => ({ value, label: tCycles.workKinds[value] }))}
        />
        {kind === 'post' && (
          <PostPicker
            label={tCycles.workPost}
            value={post}
            onChange={(id, picked) => {
              setPost(id);
              if (title.trim() === '' && picked) setTitle(picked.title);
            }}
            error={errors['work.post']}
          />
        )}
        <TextField
          label={tCycles.workTitle}
          placeholder={tCycles.workTitlePlaceholder}
          value={title}
          onChange={setTitle}
          error={errors['work.title']}
          maxLength={200}
          required
        />
        <WritingField
          label={tCycles.workText}
          hint={tCycles.workTextHint}
          value={markdown}
          onChange={setMarkdown}
          error={errors['work.markdown']}
          maxLength={TEXT_MAX}
        />
        <TextField
          label={kind === 'video' ? tCycles.videoLink : tCycles.workLink}
          hint={tCycles.workLinkHint}
          type="url"
          inputMode="url"
          value={link}
          onChange={setLink}
          error={errors['work.link']}
          {...(kind !== 'video' && { optional: true })}
        />
        <PairFilesField box={files} />
      </Sheet>
      <Sheet>
        <TextArea
          label={tCycles.focus}
          hint={tCycles.focusHint}
          placeholder={tCycles.focusPlaceholder}
          value={focusQuestion}
          onChange={setFocusQuestion}
          error={errors.focusQuestion}
          maxLength={500}
          required
        />
        <details className={css.more}>
          <summary>{tCycles.focusExamples}</summary>
          <ul>
            {tCycles.focusExample.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </details>
        <TextField
          label={tCycles.subject}
          value={subjectName(subject)}
          onChange={(typed) => setSubject(subjectOf(typed))}
          error={errors.subject}
          list="cycle-subjects"
          maxLength={60}
          optional
        />
        <datalist id="cycle-subjects">
          {SUGGESTED_SUBJECTS.map((suggested) => (
            <option key={suggested} value={suggested} />
          ))}
        </datalist>
      </Sheet>
      <Sheet>
        <Problem error={protocols.error} retry={protocols.refetch} />
        {protocol && (
          <ProtocolPicker items={items} value={protocol} onChange={({ id }) => setChosen(id)} error={errors.protocol} />
        )}
      </Sheet>
      <Problem error={aboutFiles ? error : formProblem(error, ['work', 'focusQuestion', 'subject', 'protocol'])} />
      <Row>
        <Button type="submit" look="primary" icon="send" busy={busy}>
          {tCycles.present}
        </Button>
      </Row>
    </Form>
  );
}
