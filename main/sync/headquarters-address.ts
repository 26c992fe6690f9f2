/** Names of this very machine: what is sent to them leaves it not. */
const ownNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The address of headquarters as it is called: `https://host[:port]`, whatever was typed around it. Without TLS only on this very
 * machine, since the token travels with each request. Null when it is none.
 */
export function readAddress(typed: string): string | null {
  const text = typed.normalize('NFKC').trim();
  let url: URL;
  try {
    url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  } catch {
    return null;
  }
  const { protocol, hostname, origin, username, password } = url;
  if (hostname === '' || username !== '' || password !== '') return null;
  return protocol === 'https:' || (protocol === 'http:' && ownNames.has(hostname)) ? origin : null;
}
