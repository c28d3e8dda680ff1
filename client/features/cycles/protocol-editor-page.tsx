import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import {
  createProtocol,
  deleteProtocol,
  listProtocols,
  type ProtocolFields,
  type ProtocolInList,
  updateProtocol,
} from '../../../shared/contracts/protocols.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { t } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page, Row, Section, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import css from './protocol-editor.module.css';
import { fromKept, newProtocol, type ProtocolBeingEdited, toEdit } from './protocol-fields.ts';
import { ProtocolForm } from './protocol-form.tsx';
import { protocolLength } from './protocol-picker.tsx';

interface Editing {
  /** Null for a new one. */
  id: string | null;
  name: string;
  fields: ProtocolBeingEdited;
  /** It begins from one that ships, and not from what was typed last. */
  copies?: boolean;
}

/** The protocols of an instance: those that ship to begin from, and its own to add, change and take away. */
export function ProtocolEditorPage() {
  const protocols = useQuery(read(listProtocols, { query: { language: t.language } }));
  const [editing, setEditing] = useState<Editing | null>(null);
  const [deleting, setDeleting] = useState<ProtocolInList | null>(null);
  const queryClient = useQueryClient();
  const toast = useToast();
  const done = (words: string) => () => {
    setEditing(null);
    setDeleting(null);
    void queryClient.invalidateQueries({ queryKey: keyOf(listProtocols) });
    toast(words);
  };
  const create = useCall(createProtocol, { onSuccess: done(tCycles.protocolSaved) });
  const update = useCall(updateProtocol, { onSuccess: done(tCycles.protocolSaved) });
  const remove = useCall(deleteProtocol, { onSuccess: done(tCycles.protocolDeleted) });
  const begin = (next: Editing) => {
    create.reset();
    update.reset();
    setEditing(next);
  };
  const items = protocols.data?.items ?? [];
  const own = items.filter(({ ships }) => !ships);
  if (editing !== null) {
    return (
      <EditPage
        key={editing.id}
        editing={editing}
        busy={create.isPending || update.isPending}
        error={create.error ?? update.error}
        onSave={(body, forget) => {
          const onSuccess = forget;
          if (editing.id === null) create.mutate({ body }, { onSuccess });
          else update.mutate({ params: { id: editing.id }, body }, { onSuccess });
        }}
        onCancel={() => setEditing(null)}
      />
    );
  }
  return (
    <Page
      title={tCycles.protocols}
      lead={tCycles.protocolsLead}
      actions={
        <Button look="primary" onClick={() => begin({ id: null, name: '', fields: newProtocol() })}>
          {tCycles.addProtocol}
        </Button>
      }
    >
      {protocols.isPending && <Skeleton />}
      <Problem error={protocols.error} retry={protocols.refetch} />
      {protocols.data && (
        <>
          <Section title={tCycles.own}>
            {own.length === 0 && <Soft>{tCycles.noOwn}</Soft>}
            <List items={own}>
              {(protocol) => (
                <>
                  <Button
                    small
                    icon="write"
                    onClick={() => begin({ id: protocol.id, name: protocol.name, fields: toEdit(protocol) })}
                  >
                    {tCycles.editProtocol(protocol.name)}
                  </Button>
                  <Button small look="quiet" icon="trash" onClick={() => setDeleting(protocol)}>
                    {t.form.delete}
                  </Button>
                </>
              )}
            </List>
          </Section>
          <Section title={tCycles.ships}>
            <List items={items.filter(({ ships }) => ships)}>
              {(protocol) => (
                <Button small onClick={() => begin({ id: null, name: '', fields: toEdit(protocol), copies: true })}>
                  {tCycles.copyProtocol}
                </Button>
              )}
            </List>
          </Section>
        </>
      )}
      {deleting !== null && (
        <Dialog
          title={tCycles.deleteProtocol(deleting.name)}
          confirm={t.form.delete}
          danger
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setDeleting(null)}
          onConfirm={() => remove.mutate({ params: { id: deleting.id } })}
        >
          <p>{tCycles.deleteProtocolAdvice}</p>
        </Dialog>
      )}
    </Page>
  );
}

function EditPage({
  editing,
  busy,
  error,
  onSave,
  onCancel,
}: {
  editing: Editing;
  busy: boolean;
  error: unknown;
  onSave: (fields: ProtocolFields, forget: () => void) => void;
  onCancel: () => void;
}) {
  const me = useSignedIn();
  const [kept, setKept] = useKeptText(`protocol:${me.id}:${editing.id ?? 'new'}`);
  const [fields, setFields] = useState(() => (editing.copies ? editing.fields : fromKept(kept, editing.fields)));
  const title = editing.id === null ? tCycles.addProtocol : tCycles.editProtocol(editing.name);
  return (
    <Page title={title} width="wide">
      <ProtocolForm
        protocol={fields}
        onChange={(next) => {
          setFields(next);
          setKept(JSON.stringify(next));
        }}
        busy={busy}
        error={error}
        onSave={(body) => onSave(body, () => setKept(''))}
        onCancel={() => {
          setKept('');
          onCancel();
        }}
      />
    </Page>
  );
}

function List({
  items,
  children,
}: {
  items: readonly ProtocolInList[];
  children: (protocol: ProtocolInList) => ReactNode;
}) {
  if (items.length === 0) return null;
  return (
    <ul className={css.list}>
      {items.map((protocol) => (
        <li key={protocol.id}>
          <h3>{protocol.name}</h3>
          {protocol.purpose !== '' && <p>{protocol.purpose}</p>}
          <Soft>{protocolLength(protocol)}</Soft>
          <Row>{children(protocol)}</Row>
        </li>
      ))}
    </ul>
  );
}
