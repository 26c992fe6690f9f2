import { pdfMessageType } from '../../shared/desktop-bridge.ts';

/** A PDF of this page as it prints, made by the desktop application; null in a browser, or when it could not be made. */
export async function pageAsPdf(): Promise<File | null> {
  const desktop = window.branchDesk;
  if (!desktop) return null;
  const base64 = await new Promise<string | null>(resolve => {
    const take = ({ source, data }: MessageEvent): void => {
      if (source !== window || data?.type !== pdfMessageType) return;
      window.removeEventListener('message', take);
      resolve(typeof data.base64 === 'string' ? data.base64 : null);
    };
    window.addEventListener('message', take);
    desktop.makePdf();
  });
  return base64 === null ? null : new File([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], 'summary.pdf', { type: 'application/pdf' });
}
