import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useMe } from '../features/accounts/use-me.ts';
import { useSignOut } from '../features/accounts/use-sign-out.ts';
import { useQuickSearch } from '../features/search/use-quick-search.ts';
import { tKeyboard } from '../i18n/keyboard.ts';
import { t } from '../i18n/messages.ts';
import { chooseTheme, THEMES } from '../theme.ts';
import { cx } from '../ui/cx.ts';
import { Problem } from '../ui/feedback.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import css from './keyboard.module.css';

interface Choice {
  id: string;
  icon: IconName;
  words: string;
  hint?: string;
  take: () => void;
}

interface Group {
  name: string;
  choices: Choice[];
}

/** Type where to go or what to do; a combobox with a list below it (ARIA APG), in a native dialog. */
export function CommandPalette({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const { groups, error } = useGroups(words.trim(), onClose, onShortcuts);
  const choices = groups.flatMap((group) => group.choices);
  const current = choices[Math.min(active, choices.length - 1)];

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useLayoutEffect(() => {
    if (current) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const step = (by: number) => setActive((Math.min(active, choices.length - 1) + by + choices.length) % choices.length);
  return (
    <dialog ref={dialog} className={css.palette} aria-label={tKeyboard.palette} closedby="any" onClose={onClose}>
      <div className={css.field}>
        <Icon name="search" />
        <input
          role="combobox"
          aria-label={tKeyboard.palette}
          aria-expanded="true"
          aria-controls={`${id}list`}
          aria-autocomplete="list"
          aria-activedescendant={current && id + current.id}
          placeholder={tKeyboard.placeholder}
          autoComplete="off"
          spellCheck={false}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') step(1);
            else if (event.key === 'ArrowUp') step(-1);
            else if (event.key === 'Enter' && !event.nativeEvent.isComposing) current?.take();
            else return;
            event.preventDefault();
          }}
        />
      </div>
      <p role="status" className="visually-hidden">
        {words !== '' && tKeyboard.results(choices.length)}
      </p>
      <Problem error={error} />
      <div ref={list} id={`${id}list`} className={css.choices} role="listbox" aria-label={tKeyboard.palette}>
        {groups.map((group) => (
          <GroupOf key={group.name} name={group.name}>
            {group.choices.map((choice) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and its Enter takes the choice
              <div
                key={choice.id}
                id={id + choice.id}
                role="option"
                tabIndex={-1}
                aria-selected={choice === current}
                className={cx(css.choice, choice === current && css.current)}
                onClick={choice.take}
                onPointerMove={() => setActive(choices.indexOf(choice))}
              >
                <Icon name={choice.icon} />
                <span>
                  {choice.words}
                  {choice.hint && <span className={css.hint}>{choice.hint}</span>}
                </span>
              </div>
            ))}
          </GroupOf>
        ))}
      </div>
    </dialog>
  );
}

function GroupOf({ name, children }: { name: string; children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: groups of options, not of fields
    <div role="group" aria-labelledby={id}>
      <p id={id} className={css.group}>
        {name}
      </p>
      {children}
    </div>
  );
}

function useGroups(words: string, onClose: () => void, onShortcuts: () => void) {
  const me = useMe();
  const navigate = useNavigate();
  const leave = useSignOut(onClose);
  const found = useQuickSearch(words);
  const go = (icon: IconName, label: string, to: string, hint?: string): Choice => ({
    id: to,
    icon,
    words: label,
    ...(hint && { hint }),
    take: () => {
      onClose();
      navigate(to);
    },
  });
  const act = (icon: IconName, label: string, take: () => void): Choice => ({ id: label, icon, words: label, take });

  const pages = [
    go('home', t.shell.home, '/'),
    go('practice', t.shell.practice, '/practice'),
    ...(me === null
      ? [go('me', t.shell.signIn, '/sign-in'), go('me', t.shell.signUp, '/sign-up')]
      : [
          go('write', t.shell.write, '/write'),
          go('pair', t.shell.mentoring, '/mentoring'),
          go('bell', t.shell.notifications, '/notifications'),
          go('people', t.shell.people, '/people'),
          go('me', tKeyboard.profile, `/${me.handle}`),
          go('write', tKeyboard.editProfile, '/settings/profile'),
          go('settings', t.shell.settings, '/settings'),
        ]),
    ...(me !== null && me.role !== 'teacher' ? [go('admin', t.shell.admin, '/admin')] : []),
    go('search', t.shell.search, '/search'),
  ];
  const actions = [
    ...THEMES.map((theme) =>
      act('theme', tKeyboard[theme], () => {
        chooseTheme(theme);
        onClose();
      }),
    ),
    act('keyboard', t.shell.shortcuts, onShortcuts),
    ...(me === null ? [] : [act('leave', t.shell.signOut, leave.start)]),
  ];
  const fits = ({ words: label }: Choice) => plain(label).includes(plain(words));
  const groups: Group[] = [
    { name: tKeyboard.pages, choices: pages.filter(fits) },
    { name: tKeyboard.actions, choices: actions.filter(fits) },
    {
      name: tKeyboard.people,
      choices: found.people.map(({ person }) => go('me', person.displayName, `/${person.handle}`, person.handle)),
    },
    {
      name: tKeyboard.posts,
      choices: found.posts.map((post) => go('practice', post.title.text, `/posts/${post.id}`, post.author.displayName)),
    },
    {
      name: t.shell.search,
      choices: words === '' ? [] : [go('search', tKeyboard.searchFor(words), `/search?q=${encodeURIComponent(words)}`)],
    },
  ];
  return { groups: groups.filter((group) => group.choices.length > 0), error: leave.error };
}

/** Without case and accents: `practica` finds `Práctica`. */
function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
