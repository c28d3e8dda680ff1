import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';
import css from './button.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icon.tsx';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Style {
  look?: Look;
  small?: boolean;
  icon?: IconName;
}

function classOf({ look = 'secondary', small = false }: Style): string {
  return cx(css.button, css[look], small && css.small);
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Style {
  /** At work: stays focusable and keeps its words, but a second press does nothing. */
  busy?: boolean;
}

export function Button({ look, small, icon, busy = false, children, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classOf({ ...(look && { look }), ...(small && { small }) })}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span className={css.spinner} aria-hidden="true" /> : icon && <Icon name={icon} size={small ? 18 : 20} />}
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function ButtonLink({ look, small, icon, children, ...rest }: LinkProps & Style & { children: ReactNode }) {
  return (
    <Link {...rest} className={classOf({ ...(look && { look }), ...(small && { small }) })}>
      {icon && <Icon name={icon} size={small ? 18 : 20} />}
      {children}
    </Link>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  label: string;
}

export function IconButton({ icon, label, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button {...rest} type={type} className={cx(css.button, css.icon)} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}
