/** What the desk's keys ask of the panel. */
export interface VisitPanelHandle {
  /** for `/` */
  openBusinessChooser(): void;
  /** for F7: prints what the customer is missing; says so when there is nothing to tell */
  printSlip(): void;
  /** for Ctrl+Enter: saves what was typed, then calls `onFinish`; says why when business is still undecided */
  finish(): void;
}
