/** Enough for a blur; the browser smooths the rest. */
const BLUR_PIXELS = 32;

/** Draws the blur that stands for a picture while it loads; does nothing with what is no hash, or without a network. */
export async function drawBlur(canvas: HTMLCanvasElement, hash: string): Promise<void> {
  try {
    const { decode } = await import('blurhash');
    const context = canvas.getContext('2d');
    if (!context) return;
    canvas.width = BLUR_PIXELS;
    canvas.height = BLUR_PIXELS;
    const pixels = context.createImageData(BLUR_PIXELS, BLUR_PIXELS);
    pixels.data.set(decode(hash, BLUR_PIXELS, BLUR_PIXELS));
    context.putImageData(pixels, 0, 0);
  } catch {
    // The picture comes without a blur.
  }
}
