/** `:shortcode:` in a text, as servers write it that have custom emojis. Of one without a picture the code is just text. */
export const EMOJI_CODES = /:([\p{L}\p{N}_+-]+):/gu;
