import { type MouseEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { Icon, type IconName } from './icon.tsx';
import css from './menu.module.css';

/**
 * A button that opens a short list of links and buttons. The native popover closes at Escape, at a touch elsewhere and
 * at a choice, and gives the focus back to the button.
 */
export function Menu({
  label,
  opener,
  className,
  children,
}: {
  /** What the button is called, and the list it opens. */
  label: string;
  opener: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <button ref={button} type="button" className={className} popoverTarget={id} aria-expanded={open}>
        {opener}
      </button>
      <ul
        ref={list}
        id={id}
        popover="auto"
        className={css.menu}
        aria-label={label}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onBeforeToggle={(event) => {
          if (event.newState !== 'open') return;
          setWanted(true);
          if (button.current && list.current) place(list.current, button.current);
        }}
      >
        {wanted && children}
      </ul>
    </>
  );
}

/** Beside the button, towards the middle of the window, which is where there is room. */
function place(list: HTMLElement, button: HTMLElement) {
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = top < clientHeight / 2;
  const startsLeft = left < clientWidth / 2;
  list.style.insetBlock = below ? `${bottom + 4}px auto` : `auto ${clientHeight - top + 4}px`;
  list.style.left = startsLeft ? `${left}px` : 'auto';
  list.style.right = startsLeft ? 'auto' : `${clientWidth - right}px`;
}

export function MenuLink({
  to,
  icon,
  hint,
  children,
}: {
  to: string;
  icon: IconName;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <li>
      <Link to={to} className={css.item} onClick={close}>
        <Icon name={icon} />
        <span>
          {children}
          {hint && <span className={css.hint}>{hint}</span>}
        </span>
      </Link>
    </li>
  );
}

export function MenuButton({
  icon,
  onPress,
  staysOpen = false,
  children,
}: {
  icon: IconName;
  onPress: () => void;
  /** Until it worked: if it does not, the reason is shown in the menu. */
  staysOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <li>
      <button
        type="button"
        className={css.item}
        onClick={(event) => {
          onPress();
          if (!staysOpen) close(event);
        }}
      >
        <Icon name={icon} />
        <span>{children}</span>
      </button>
    </li>
  );
}

function close(event: MouseEvent<HTMLElement>) {
  event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
}
