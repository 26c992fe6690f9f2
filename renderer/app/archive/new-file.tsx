import { NewFilePage } from '../../archive/catalogue/new-file-page.tsx';
import { CustomerLookUp } from '../../customers/customer-look-up.tsx';

/** A new file, with the customers' own search to say whom it is about. */
export function NewFile() {
  return <NewFilePage customerSearch={onChoose => <CustomerLookUp autoFocus onChoose={onChoose} />} />;
}
