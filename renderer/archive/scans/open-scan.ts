import type { Scan } from '../../../shared/archive.ts';
import { drawWatermark } from './draw-watermark.ts';

/** One scan in this page's memory, ready to be drawn. Close it when it is shown no more. */
export interface OpenedScan {
  pageCount: number;
  /**
   * Draws a page, numbered from 1, and the watermark into the canvas itself: no copy of its picture is without it.
   * `widthPx` is how wide it shall stand on the screen. A drawing begun later ends one still under way.
   */
  draw(canvas: HTMLCanvasElement, page: number, widthPx: number, watermark: string): Promise<void>;
  close(): void;
}

/** Points of a canvas beyond which browsers give up. */
const mostPixels = 24_000_000;
/** A picture of more points than the service takes in is drawn by nobody. */
const mostImagePixels = 100_000_000;

/** Takes up what the service decrypted. Nothing of it is written anywhere. Throws when it cannot be read. */
export function openScan(content: Blob, kind: Scan['kind']): Promise<OpenedScan> {
  return kind === 'pdf' ? openPdf(content) : openImage(content);
}

async function openImage(content: Blob): Promise<OpenedScan> {
  const image = await createImageBitmap(content);
  return {
    pageCount: 1,
    async draw(canvas, _page, widthPx, watermark) {
      const { context, scale } = prepare(canvas, image.width, image.height, widthPx);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      drawWatermark(context, watermark, scale);
    },
    close: () => image.close(),
  };
}

async function openPdf(content: Blob): Promise<OpenedScan> {
  // Older and newer browsers alike: the browser mode runs in whatever the branch has.
  const { getDocument, GlobalWorkerOptions, version, RenderingCancelledException } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const parts = new URL(`pdfjs-${version}/`, document.baseURI).href;
  GlobalWorkerOptions.workerSrc = `${parts}pdf.worker.js`;
  const pdf = await getDocument({
    data: new Uint8Array(await content.arrayBuffer()),
    cMapUrl: `${parts}cmaps/`, cMapPacked: true, standardFontDataUrl: `${parts}standard_fonts/`, wasmUrl: `${parts}wasm/`,
    // The page's policy lets nothing be compiled while it runs; pictures are decoded by plain scripts instead.
    useWasm: false, enableXfa: false, maxImageSize: mostImagePixels, stopAtErrors: false,
  }).promise;
  let underWay: { cancel(): void } | null = null;

  return {
    pageCount: pdf.numPages,
    async draw(canvas, number, widthPx, watermark) {
      underWay?.cancel();
      const page = await pdf.getPage(number);
      const whole = page.getViewport({ scale: 1 });
      const { context, scale } = prepare(canvas, whole.width, whole.height, widthPx);
      const task = page.render({ canvas, canvasContext: context, viewport: page.getViewport({ scale: canvas.width / whole.width }) });
      underWay = task;
      try {
        await task.promise;
      } catch (error) {
        if (error instanceof RenderingCancelledException) return;
        throw error;
      }
      drawWatermark(context, watermark, scale);
      page.cleanup();
    },
    close() {
      underWay?.cancel();
      void pdf.loadingTask.destroy();
    },
  };
}

/** Gives the canvas the points this screen has for that width, on white paper. */
function prepare(canvas: HTMLCanvasElement, width: number, height: number, widthPx: number) {
  const wanted = widthPx * window.devicePixelRatio;
  const most = Math.sqrt(mostPixels * width / height);
  canvas.width = Math.max(1, Math.round(Math.min(wanted, most)));
  canvas.height = Math.max(1, Math.round(canvas.width * height / width));
  canvas.style.width = `${widthPx}px`;
  canvas.style.height = `${Math.round(widthPx * height / width)}px`;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws nothing');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  return { context, scale: canvas.width / widthPx };
}
