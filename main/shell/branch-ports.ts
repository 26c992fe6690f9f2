import type { PageKind } from '../../shared/desktop-bridge.ts';
import type { BranchProcess } from './branch-process.ts';
import { channels } from './channels.ts';
import type { ElectronApi, WebContents } from './electron-api.ts';
import { pageKindOf } from './page-address.ts';

export interface BranchPorts {
  /** Gives the page a port now if it can have one, and a new one whenever it is loaded again. */
  follow(contents: WebContents, kind: PageKind): void;
  /** The service is up: every page gets a new port. */
  connectAll(): void;
  /** The page gave up the port it had. */
  connectAgain(contents: WebContents): void;
}

/** Joins each page with the branch service by a channel that the shell hands over and then has no part in. */
export function makeBranchPorts(MessageChannelMain: ElectronApi['MessageChannelMain'], branch: () => BranchProcess): BranchPorts {
  /** pages whose document has loaded: only those listen */
  const listening = new Map<WebContents, PageKind>();

  return {
    follow(contents, kind) {
      contents.on('did-start-navigation', details => {
        if (details.isMainFrame && !details.isSameDocument) listening.delete(contents);
      });
      contents.on('dom-ready', () => {
        if (pageKindOf(contents.getURL()) !== kind) return;
        listening.set(contents, kind);
        connect(contents, kind);
      });
      contents.once('destroyed', () => listening.delete(contents));
      contents.on('render-process-gone', () => listening.delete(contents));
    },
    connectAll: () => listening.forEach((kind, contents) => connect(contents, kind)),
    connectAgain: contents => {
      const kind = listening.get(contents);
      if (kind) connect(contents, kind);
    },
  };

  function connect(contents: WebContents, kind: PageKind): void {
    const { port1, port2 } = new MessageChannelMain();
    if (branch().connect(kind, port1)) {
      contents.postMessage(channels.branchPort, null, [port2]);
    } else {
      port1.close();
    }
  }
}
