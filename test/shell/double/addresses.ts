/**
 * Chromium by itself refuses to navigate to `app://`. The double's pages therefore live under an https address that
 * exists nowhere; each request is taken on its way and answered by the application's own protocol handler.
 */
const suffix = '.app-in-the-double.test';

export function toChromium(address: string): string {
  return address.replace(/^app:\/\/([^/?#]+)/, (_whole, host: string) => `https://${host}${suffix}`);
}

export function fromChromium(address: string): string {
  return address.replace(/^https:\/\/([^/?#]+?)\.app-in-the-double\.test(?=[/?#]|$)/, (_whole, host: string) => `app://${host}`);
}
