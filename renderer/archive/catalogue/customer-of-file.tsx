import { Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedCustomer } from '../../../shared/customers.ts';
import type { CustomerSearch } from './new-file-page.tsx';

/** Which customer a file is about. Tied to the customer, it is found from their visit, and rules about look-ups see it. */
export function CustomerOfFile({ customer, search, onChoose }: { customer: MaskedCustomer | null; search: CustomerSearch; onChoose(customer: MaskedCustomer | null): void }) {
  const { t } = useTranslation('catalogue');
  const [isSearching, setSearching] = useState(false);
  return (
    <section aria-label={t('new.customer')} style={{ marginBottom: 12, maxWidth: 560 }}>
      <Flex gap="small" align="center" wrap>
        <Typography.Text strong>{t('new.customer')}</Typography.Text>
        <span>{customer === null ? t('new.noCustomer') : [customer.maskedName, customer.maskedAccountNumber, customer.maskedPhone].filter(Boolean).join(' · ')}</span>
        {customer === null
          ? <Button size="small" aria-expanded={isSearching} onClick={() => setSearching(!isSearching)}>{t('new.findCustomer')}</Button>
          : <Button size="small" onClick={() => onChoose(null)}>{t('new.forgetCustomer')}</Button>}
      </Flex>
      {isSearching && search(chosen => { onChoose(chosen); setSearching(false); })}
    </section>
  );
}
