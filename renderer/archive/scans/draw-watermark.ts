/** Slanted upwards, as stamps stand. */
const slant = -Math.PI / 8;
const sizePx = 16;
const linesApartPx = 120;

/**
 * Writes the line over the whole canvas, again and again. Each letter is dark within a light edge, so that it can be read on
 * black and on white, and there is no place large enough for a paper's words that is without it.
 */
export function drawWatermark(context: CanvasRenderingContext2D, text: string, scale: number): void {
  if (text === '') return;
  const { width, height } = context.canvas;
  const reach = Math.hypot(width, height);
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'source-over';
  context.font = `${sizePx * scale}px system-ui, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif`;
  context.fillStyle = 'rgba(60, 60, 60, 0.24)';
  context.strokeStyle = 'rgba(255, 255, 255, 0.24)';
  context.lineWidth = 1.5 * scale;
  context.translate(width / 2, height / 2);
  context.rotate(slant);
  const step = context.measureText(text).width + 60 * scale;
  let isOdd = false;
  for (let y = -reach / 2; y < reach / 2; y += linesApartPx * scale) {
    for (let x = -reach / 2 - (isOdd ? step / 2 : 0); x < reach / 2; x += step) {
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    }
    isOdd = !isOdd;
  }
  context.restore();
}
