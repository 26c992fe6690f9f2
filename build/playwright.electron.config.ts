import { defineConfig } from 'playwright/test';
import base from './playwright.config.ts';

/** The shell's tests in real Electron, where its program and a display are there; elsewhere each says why it is skipped. */
export default defineConfig({
  ...base,
  workers: 1,
  projects: [{ name: 'electron', testMatch: 'shell/{application,defence,desk,service,windows}.spec.ts' }],
});
