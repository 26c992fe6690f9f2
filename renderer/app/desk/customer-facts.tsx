import { Descriptions, Flex, Tag, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedCustomer } from '../../../shared/customers.ts';
import { OpenLook } from '../../archive/looks/open-look.tsx';
import { useCustomerLook } from '../../archive/looks/use-customer-look.ts';
import { useWatermarkText, Watermark } from '../../archive/watermark.tsx';
import { ActionButton } from './action-button.tsx';

type OpenedCustomer = NonNullable<ReturnType<typeof useCustomerLook>['look']>;

/**
 * Who the customer is: masked, until the clerk gives a purpose; then its fields for their minutes under a watermark.
 * `unmaskAsked` counts the presses of the key: it asks, and while something is open it masks. Give it `key={customer.id}`.
 */
export function CustomerFacts({ customer, unmaskAsked }: { customer: MaskedCustomer; unmaskAsked: number }) {
  const { t } = useTranslation('desk');
  const { look, leftSeconds, hasExpired, take, close } = useCustomerLook();
  const [isAsking, setAsking] = useState(false);

  const press = () => { if (look) close(); else setAsking(true); };
  const newest = useRef(press);
  newest.current = press;
  // Presses before this customer were for another one.
  const answered = useRef(unmaskAsked);
  useEffect(() => {
    if (answered.current === unmaskAsked) return;
    answered.current = unmaskAsked;
    newest.current();
  }, [unmaskAsked]);

  const opened = look?.customer;
  const facts = [
    { key: 'phone', children: opened?.phone ?? customer.maskedPhone },
    { key: 'idNumber', children: opened?.idNumber ?? customer.maskedIdNumber },
    { key: 'account', children: opened?.accountNumber ?? customer.maskedAccountNumber },
    { key: 'address', children: opened?.address ?? customer.maskedAddress },
  ] as const;
  return (
    <>
      <div style={{ position: 'relative', overflow: 'hidden' }} data-unmasked={look !== null}>
        <Flex align="center" gap="small">
          <Typography.Text strong style={{ fontSize: 18 }}>{opened?.name ?? customer.maskedName}</Typography.Text>
          {customer.isKeyAccount && <Tag variant="outlined">{t('customer.keyAccount')}</Tag>}
        </Flex>
        <Descriptions
          size="small" column={1} styles={{ content: { fontVariantNumeric: 'tabular-nums' } }}
          items={facts.filter(fact => fact.children !== null).map(fact => ({ ...fact, label: t(`customer.${fact.key}`) }))}
        />
        {look && <WatermarkOf look={look} />}
      </div>
      <ActionButton action="unmask" size="middle" text={look ? t('customer.mask') : t('customer.unmask')} isEnabled onAction={press} />
      {/* Said when it opens and when it ends, not at each second. */}
      <span role="status">
        {look && t('customer.unmasked', { seq: look.logSeq })}
        {!look && hasExpired && t('customer.expired')}
      </span>
      {look && <Typography.Text type={leftSeconds <= 60 ? 'warning' : 'secondary'} style={{ fontVariantNumeric: 'tabular-nums' }} data-look-left={leftSeconds}>{t('customer.left', { minutes: clockOf(leftSeconds) })}</Typography.Text>}
      {isAsking && (
        <OpenLook
          subject={{ customerId: customer.id }} name={customer.maskedName} onClose={() => setAsking(false)}
          onOpened={openedLook => { setAsking(false); take(openedLook); }}
        />
      )}
    </>
  );
}

function WatermarkOf({ look }: { look: OpenedCustomer }) {
  return <Watermark text={useWatermarkText(look.watermark)} />;
}

function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
