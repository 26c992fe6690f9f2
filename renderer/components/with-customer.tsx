import { createContext, useContext, useEffect } from 'react';

/** How a page tells the frame that a customer stands before it; null where there is no frame. */
export const WithCustomerPlace = createContext<((isWithCustomer: boolean) => void) | null>(null);

/** While true, the frame opens nothing over or beside the page by itself. Ends with the page. */
export function useSayWithCustomer(isWithCustomer: boolean): void {
  const say = useContext(WithCustomerPlace);
  useEffect(() => {
    say?.(isWithCustomer);
    return () => say?.(false);
  }, [say, isWithCustomer]);
}
