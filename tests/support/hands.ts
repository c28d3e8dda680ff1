import type { Locator } from 'playwright-core';

/** Generous for a teacher on a phone: to find a button and press it, to find a field, and to type a character. */
const PRESS_S = 5;
const FIELD_S = 6;
const CHARACTER_S = 0.35;

/** Somebody's hands: what they press and type is counted, and the time it would take them. */
export class Hands {
  presses = 0;
  fields = 0;
  characters = 0;

  async press(target: Locator): Promise<void> {
    this.presses += 1;
    await target.click();
  }

  async type(target: Locator, text: string): Promise<void> {
    this.fields += 1;
    this.characters += text.length;
    await target.fill(text);
  }

  /** Goes on with what stands there, as one does after a way to begin. */
  async goOn(target: Locator, text: string): Promise<void> {
    this.fields += 1;
    this.characters += text.length;
    await target.press('End');
    await target.pressSequentially(text);
  }

  get seconds(): number {
    return this.presses * PRESS_S + this.fields * FIELD_S + this.characters * CHARACTER_S;
  }
}
