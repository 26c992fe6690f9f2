import type { Printer } from '../../shared/printing.ts';

/** The printer that prints for a station: its own, else one that prints for all; null when there is neither. */
export function choosePrinter<Of extends Pick<Printer, 'stationId'>>(printers: readonly Of[], stationId: string | null): Of | null {
  return printers.find(each => each.stationId !== null && each.stationId === stationId) ?? printers.find(each => each.stationId === null) ?? null;
}
