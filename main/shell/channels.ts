/** What goes between the shell and a page's preload script. Business never does: that is the port's. */
export const channels = {
  branchPort: 'branch-port',
  requestPort: 'request-port',
  openHallDisplay: 'open-hall-display',
  makePdf: 'make-pdf',
  pdfMade: 'pdf-made',
} as const;

/** The command line of a page's process carries what the page must know before its first line runs. */
export const pageArguments = {
  version: '--branch-desk-version=',
  language: '--branch-desk-language=',
} as const;
