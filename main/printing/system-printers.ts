import type { PaperWidth } from '../../shared/printing.ts';

/** A receipt as a picture, with the size of the paper it needs. */
export interface ReceiptPicture {
  svg: string;
  widthMm: PaperWidth;
  heightMm: number;
}

/** The printers of the operating system, which only the desktop application can reach. Neither function throws. */
export interface SystemPrinters {
  /** their names, as the system knows them */
  list(): Promise<string[]>;
  /** False when the system did not take the paper. Whether it came out only the system's own print queue knows. */
  print(picture: ReceiptPicture, deviceName: string): Promise<boolean>;
}
