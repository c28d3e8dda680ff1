import { Fragment } from 'react';
import { EDITOR_SHORTCUTS } from '../features/editor/shortcuts.ts';
import { tEditor } from '../i18n/editor.ts';
import { tKeyboard } from '../i18n/keyboard.ts';
import { Dialog } from '../ui/dialog.tsx';
import css from './keyboard.module.css';
import { isMac, shortcutsFor, singleKeysOn } from './shortcuts.ts';

/** Every shortcut there is, by name. */
export function ShortcutsDialog({ signedIn, onClose }: { signedIn: boolean; onClose: () => void }) {
  return (
    <Dialog title={tKeyboard.shortcuts} onClose={onClose}>
      <dl className={css.list}>
        {shortcutsFor(signedIn).map(([name, { keys }]) => (
          <div key={name}>
            <dt>{tKeyboard.names[name]}</dt>
            <dd>
              {keys.map((key, place) => (
                <Fragment key={key}>
                  {place > 0 && keys[0] !== 'mod' && ` ${tKeyboard.andThen} `}
                  <kbd>
                    {key === 'mod' ? (isMac() ? '⌘' : 'Ctrl') : key === '?' || key === '/' ? key : key.toUpperCase()}
                  </kbd>
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
        {signedIn &&
          EDITOR_SHORTCUTS.map(({ key, shift, tool }) => (
            <div key={tool}>
              <dt>{tKeyboard.writing(tEditor.tools[tool])}</dt>
              <dd>
                <kbd>{isMac() ? '⌘' : 'Ctrl'}</kbd> {shift && <kbd>{isMac() ? '⇧' : 'Shift'}</kbd>}{' '}
                <kbd>{key.toUpperCase()}</kbd>
              </dd>
            </div>
          ))}
      </dl>
      <p className={css.note}>{singleKeysOn() ? tKeyboard.note : tKeyboard.off}</p>
    </Dialog>
  );
}
