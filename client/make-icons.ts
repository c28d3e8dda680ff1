import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/**
 * Makes the icons of the installed app from `public/favicon.svg`. Run by hand when the mug changes
 * (`node client/make-icons.ts`); what it makes is committed.
 */
const folder = join(import.meta.dirname, 'public');
const svg = await readFile(join(folder, 'favicon.svg'), 'utf8');

const draw = (drawing: string, size: number, name: string) =>
  sharp(Buffer.from(drawing), { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toBuffer()
    .then((png) => writeFile(join(folder, 'icons', name), png));

/** Full bleed, with the mug inside the circle that every launcher leaves (80 % of the width). */
const maskable = svg
  .replace(
    /<rect [^>]*\/>/,
    '<rect width="32" height="32" fill="#2e3d9c" /><g transform="translate(6.4 6.4) scale(.6)">',
  )
  .replace('</svg>', '</g></svg>');
/** What a phone shows in its status bar: only the shape counts. */
const badge = svg.replace(/<rect [^>]*\/>/, '').replaceAll('#dfa19c', '#fffdf8');

await Promise.all([
  draw(svg, 192, '192.png'),
  draw(svg, 512, '512.png'),
  draw(maskable, 512, 'maskable.png'),
  draw(maskable, 180, '180.png'),
  draw(badge, 96, 'badge.png'),
]);
