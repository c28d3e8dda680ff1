import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  createDraft,
  type Draft,
  type DraftFields,
  listDrafts,
  saveDraft,
} from '../../../shared/contracts/practice.ts';
import { call } from '../../api/call.ts';
import { isApiError } from '../../api/error.ts';
import { keyOf } from '../../api/queries.ts';
import { deviceStorage } from '../../ui/device-storage.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { DeviceDrafts } from './device-drafts.ts';
import { EMPTY_DRAFT, fieldsOfDraft, isEmptyDraft, newDraft } from './draft-fields.ts';
import { DraftSaver, type SavingState } from './draft-saver.ts';

/** A draft being written, on this device and on the server. `stored` is what the server had when the page opened. */
export function useDraft(stored: Draft | null, onCreated: (id: string) => void) {
  const me = useSignedIn();
  const queryClient = useQueryClient();
  const [device] = useState(() => new DeviceDrafts(me.id, deviceStorage));
  const [kept] = useState(() => device.read(stored?.id ?? 'new', EMPTY_DRAFT));
  const [fields, setFields] = useState<DraftFields>(
    () => kept?.fields ?? (stored === null ? newDraft() : fieldsOfDraft(stored)),
  );
  // What comes later than a keystroke, like an upload that is complete, changes the newest text.
  const latest = useRef(fields);
  const [state, setState] = useState<SavingState>(kept === null ? (stored === null ? 'empty' : 'saved') : 'device');
  const [other, setOther] = useState<Draft | null>(
    kept !== null && stored !== null && kept.base !== stored.updatedAt ? stored : null,
  );
  const created = useRef(onCreated);
  created.current = onCreated;

  const [saver] = useState(() => {
    let base = stored?.updatedAt ?? null;
    let name = stored?.id ?? 'new';
    const remember = (draft: Draft) => {
      base = draft.updatedAt;
      void queryClient.invalidateQueries({ queryKey: keyOf(listDrafts) });
      return draft;
    };
    return new DraftSaver(stored?.id ?? null, {
      keep: (next) => device.write(name, { fields: next, base }),
      release: () => device.remove(name),
      create: async (next) => remember(await call(createDraft, { body: next })),
      save: async (id, next) => remember(await call(saveDraft, { params: { id }, body: next })),
      isGone: (error) => isApiError(error, 'not_found', 'gone'),
      onState: setState,
      onCreated: (draft) => {
        device.remove(name);
        name = draft.id;
        created.current(draft.id);
      },
    });
  });

  useEffect(() => {
    // What was typed here last time and never reached the server goes there now.
    if (kept !== null && !isEmptyDraft(kept.fields)) saver.change(kept.fields);
    const flush = () => void saver.flush();
    window.addEventListener('online', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('online', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [saver, kept]);

  return {
    fields,
    state,
    other,
    id: () => saver.id,
    change: useCallback(
      (part: Partial<DraftFields> | ((now: DraftFields) => Partial<DraftFields>)) => {
        const next = { ...latest.current, ...(typeof part === 'function' ? part(latest.current) : part) };
        latest.current = next;
        setFields(next);
        // An empty page is not a draft yet, but an emptied draft is one still.
        if (saver.id !== null || !isEmptyDraft(next)) saver.change(next);
      },
      [saver],
    ),
    flush: () => saver.flush(),
    takeOther: () => {
      if (other === null) return;
      latest.current = fieldsOfDraft(other);
      setFields(latest.current);
      saver.change(fieldsOfDraft(other));
      setOther(null);
    },
    published: () => {
      saver.stop();
      device.remove(saver.id ?? 'new');
      device.remove('new');
    },
  };
}
