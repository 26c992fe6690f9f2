import { contextBridge, ipcRenderer } from 'electron';
import { type DesktopBridge, pdfMessageType, portMessageType } from '../../shared/desktop-bridge.ts';
import { channels, pageArguments } from './channels.ts';

const argument = (prefix: string): string =>
  process.argv.find(each => each.startsWith(prefix))?.slice(prefix.length) ?? '';

const bridge: DesktopBridge = {
  platform: 'desktop',
  version: argument(pageArguments.version),
  language: argument(pageArguments.language) === 'en' ? 'en' : 'zh-CN',
  requestPort: () => ipcRenderer.send(channels.requestPort),
  openHallDisplay: () => ipcRenderer.send(channels.openHallDisplay),
  makePdf: () => ipcRenderer.send(channels.makePdf),
};

contextBridge.exposeInMainWorld('branchDesk', bridge);

// A port cannot cross the context bridge; a window message can carry it, and only to this page's own origin.
ipcRenderer.on(channels.branchPort, ({ ports }) => {
  window.postMessage({ type: portMessageType }, location.origin, [...ports]);
});

ipcRenderer.on(channels.pdfMade, (_, base64: string | null) => window.postMessage({ type: pdfMessageType, base64 }, location.origin));
