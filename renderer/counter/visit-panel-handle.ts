/** What the desk's keys ask of the panel. */
export interface VisitPanelHandle {
  /** for `/` */
  openBusinessChooser(): void;
  /** for Ctrl+Enter: saves what was typed, then calls `onFinish`; says why when business is still undecided */
  finish(): void;
}
