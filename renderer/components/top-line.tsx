import { createContext, useContext, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** The place in the frame's top line that belongs to the page shown; null while there is no frame. */
export const TopLinePlace = createContext<HTMLElement | null>(null);

/** Puts a page's own words (window, state, who waits) into the top line, beside line state, person and lock. */
export function InTopLine({ children }: { children: ReactNode }) {
  const place = useContext(TopLinePlace);
  return place ? createPortal(children, place) : null;
}
