import { editor as en } from './en/editor.ts';

/** The words of this feature; see `messages.ts`. */
export const tEditor: typeof en = en;
