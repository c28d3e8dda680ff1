/** Drawn for Staffroom: 24 px grid, one stroke, so that they sit well beside the serif. */
const PATHS = {
  home: 'M12 6.5C10 5 7 4.6 3.5 5v13.5c3.5-.4 6.5 0 8.5 1.5M12 6.5c2-1.5 5-1.9 8.5-1.5v13.5c-3.5-.4-6.5 0-8.5 1.5M12 6.5V20',
  write: 'M4 20l1.2-4.6L16.4 4.2a1.9 1.9 0 0 1 2.7 0l.7.7a1.9 1.9 0 0 1 0 2.7L8.6 18.8zM14.5 6.2l3.3 3.3',
  pair: 'M9 16.5a5 5 0 1 1 3-9M15 7.5a5 5 0 1 1-3 9M12 7.5a5 5 0 0 1 0 9',
  people:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3 19.5c0-3.3 2.6-5.5 6-5.5s6 2.2 6 5.5M15.5 4.8a3.2 3.2 0 0 1 0 6M17.5 14.4c2.1.7 3.5 2.6 3.5 5.1',
  me: 'M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4zM4.8 20c.3-3.5 3.3-5.7 7.2-5.7s6.9 2.2 7.2 5.7',
  admin: 'M12 3.5l7.5 2.8v5.2c0 4.4-3.1 7.8-7.5 9-4.4-1.2-7.5-4.6-7.5-9V6.3zM9 12l2.2 2.2L15.2 10',
  heart: 'M12 19.5C6.5 15.8 4 12.7 4 9.5A4.2 4.2 0 0 1 12 7.8a4.2 4.2 0 0 1 8 1.7c0 3.2-2.5 6.3-8 10z',
  boost: 'M7 17.5V9.5a2 2 0 0 1 2-2h8M14 4.5l3.2 3-3.2 3M17 6.5v8a2 2 0 0 1-2 2H7M10 19.5l-3.2-3 3.2-3',
  reply: 'M4.5 6.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v7.5a2 2 0 0 1-2 2H11l-4.5 4v-4a2 2 0 0 1-2-2z',
  noticing: 'M2.8 12S6.2 6 12 6s9.2 6 9.2 6-3.4 6-9.2 6-9.2-6-9.2-6zM12 14.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4z',
  question: 'M8.5 9a3.6 3.6 0 1 1 5.6 3c-1.4.9-2.1 1.6-2.1 3.2M12 18.8v.4',
  suggestion:
    'M9.2 17.5h5.6M10 20.5h4M12 3.5a6 6 0 0 0-3.6 10.8c.6.5.8 1.1.8 1.8v1.4h5.6v-1.4c0-.7.2-1.3.8-1.8A6 6 0 0 0 12 3.5z',
  connection:
    'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1.2 1.2M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1.2-1.2',
  bold: 'M7.5 5h5.2a3.4 3.4 0 0 1 0 6.9H7.5zM7.5 11.9h6a3.6 3.6 0 0 1 0 7.1h-6z',
  italic: 'M10.5 5h6M7.5 19h6M14 5l-4 14',
  heading: 'M6 5v14M18 5v14M6 12h12',
  list: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
  numbered: 'M10 6.5h10M10 12h10M10 17.5h10M4 5l1.5-.8v5M4 15h2.5L4 18.8h2.6',
  quote: 'M5 17c2.5-1 3.8-2.8 3.8-5.2H5V7h5v4.8M13.5 17c2.5-1 3.8-2.8 3.8-5.2h-3.8V7h5v4.8',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1.2 1.2M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1.2-1.2',
  image: 'M4 5.5h16v13H4zM4 15.5l4.5-4 4 3.5 3-2.5 4.5 3.5M15.5 9.5h.01',
  file: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4M10 12.5h5M10 16h5',
  play: 'M8 5.5l11 6.5-11 6.5z',
  tag: 'M4 4.5h7.5l8 8-7 7-8.5-8.5zM8.2 8.7h.01',
  close: 'M6 6l12 12M18 6L6 18',
  flag: 'M6 20.5V4M6 5c4-2 7.500 1.500 12.500-.500v8.500c-5 2-8.500-1.500-12.500.500',
  send: 'M4.5 12L20 4.5 15.5 20l-4-6.5zM11.5 13.5L20 4.5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2',
  alert: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.1',
  search: 'M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.4-4.4',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5',
  lock: 'M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  swap: 'M4 8.5h14M14.5 5l3.5 3.5-3.5 3.5M20 15.5H6M9.5 12L6 15.5 9.5 19',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v4.5H15',
  back: 'M14.5 5.5L8 12l6.5 6.5',
  practice: 'M6.5 3.5h11v17h-11zM9.5 3.5v17M12 8h3M12 11.5h3',
  bell: 'M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10 20.5h4M12 5.5V3.5',
  settings: 'M4 7.5h9M17 7.5h3M15 5v5M4 16.5h3M11 16.5h9M9 14v5',
  keyboard: 'M3 6.5h18v11H3zM6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M7.5 14h9',
  theme: 'M12 3.5a8.5 8.5 0 1 0 0 17zM12 3.5a8.5 8.5 0 0 1 0 17',
  leave: 'M14 4.5H6v15h8M11 12h9.5M17 8.5l3.5 3.5-3.5 3.5',
  up: 'M12 19V5.5M6 11l6-6 6 6',
  down: 'M6 9.5l6 6 6-6',
  pin: 'M8.5 4h7M9.5 4v6L6.5 14h11l-3-4V4M12 14v6.5',
} as const;

export type IconName = keyof typeof PATHS;

export const ICON_NAMES = Object.keys(PATHS) as IconName[];

/** Decoration beside words; a button that shows only an icon carries its own label. */
export function Icon({ name, size = 20, filled = false }: { name: IconName; size?: number; filled?: boolean }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={name === 'list' ? 2.1 : 1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
