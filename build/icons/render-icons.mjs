// Makes the pictures that the systems want from icon.svg: `node build/icons/render-icons.mjs`, when the drawing changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { chromiumArguments, findChromium } from '../find-chromium.mjs';

const here = name => new URL(name, import.meta.url);
const svg = readFileSync(here('./icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments });

async function draw(size) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

/** Windows: a directory of pictures, each a whole PNG. */
function packIco(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** macOS: a list of named chunks, each a whole PNG. */
function packIcns(pictures) {
  const chunks = pictures.map(({ name, png }) => {
    const head = Buffer.alloc(8);
    head.write(name, 'ascii');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'ascii');
  head.writeUInt32BE(8 + chunks.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...chunks]);
}

const drawn = new Map();
for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) drawn.set(size, await draw(size));
await browser.close();

writeFileSync(here('./icon.png'), drawn.get(512));
writeFileSync(here('./icon.ico'), packIco([16, 24, 32, 48, 64, 128, 256].map(size => ({ size, png: drawn.get(size) }))));
writeFileSync(here('./icon.icns'), packIcns([['ic07', 128], ['ic08', 256], ['ic09', 512], ['ic10', 1024]].map(([name, size]) => ({ name, png: drawn.get(size) }))));
