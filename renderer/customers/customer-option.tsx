import { Flex, Tag, theme, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedCustomer, MatchedBy } from '../../shared/customers.ts';

interface CustomerOptionProps {
  id: string;
  customer: MaskedCustomer;
  matchedBy: MatchedBy;
  isActive: boolean;
  onPoint(): void;
  onChoose(): void;
}

/** One customer of the list, masked, with what the words matched. */
export function CustomerOption({ id, customer, matchedBy, isActive, onPoint, onChoose }: CustomerOptionProps) {
  const { t } = useTranslation('customers');
  const { token } = theme.useToken();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);

  const numbers = [customer.maskedPhone, customer.maskedAccountNumber && t('lookUp.account', { number: customer.maskedAccountNumber }), customer.maskedIdNumber].filter(Boolean);
  return (
    <li
      ref={item} id={id} role="option" aria-selected={isActive} className="look-up__option"
      style={{ background: isActive ? token.controlItemBgActive : undefined, outline: isActive ? `2px solid ${token.colorPrimary}` : undefined }}
      onMouseMove={onPoint}
      // The field keeps the focus, so that the arrows go on working.
      onMouseDown={event => event.preventDefault()}
      onClick={onChoose}
    >
      <Flex align="center" gap={6} wrap>
        <Typography.Text strong>{customer.maskedName}</Typography.Text>
        {customer.isKeyAccount && <Tag variant="outlined" style={{ margin: 0 }}>{t('lookUp.keyAccount')}</Tag>}
        <Tag variant="filled" style={{ marginInlineStart: 'auto', marginInlineEnd: 0 }}>{t(`lookUp.by.${matchedBy}`)}</Tag>
      </Flex>
      <div className="look-up__numbers">
        {numbers.map((number, at) => <span key={number}>{number}{at < numbers.length - 1 && ' · '}</span>)}
      </div>
      {customer.maskedAddress !== null && <Typography.Text type="secondary" ellipsis>{customer.maskedAddress}</Typography.Text>}
    </li>
  );
}
