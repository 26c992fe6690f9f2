import { createContext, useContext } from 'react';

/** Where a page is at work, a branch or headquarters: what its papers are headed with, by which clock it tells times, which refusals it knows. */
export interface Office {
  name: string;
  /** null: this machine's own */
  timeZone: string | null;
  /** who is signed in; empty: nobody */
  personName: string;
  /** the texts of its refusals, and the codes there are */
  refusals: { texts: 'errors' | 'headquartersErrors'; codes: object };
}

export const OfficePlace = createContext<Office | null>(null);

export function useOffice(): Office {
  const office = useContext(OfficePlace);
  if (!office) throw new Error('a page without an office around it');
  return office;
}
