import { Fragment } from 'react';
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
      </dl>
      <p className={css.note}>{singleKeysOn() ? tKeyboard.note : tKeyboard.off}</p>
    </Dialog>
  );
}
