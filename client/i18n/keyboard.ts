import { keyboard as en } from './en/keyboard.ts';

/** The words of this feature; see `messages.ts`. */
export const tKeyboard: typeof en = en;
