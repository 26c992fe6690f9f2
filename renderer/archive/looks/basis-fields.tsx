import { Alert, DatePicker, Flex, Form, Input, Radio } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { BasisKind } from '../../../shared/access-log.ts';
import type { TypedBasis } from './typed-basis.ts';
import { useFieldWords } from './use-field-words.ts';

interface BasisFieldsProps {
  kinds: readonly BasisKind[];
  value: TypedBasis & { kind: BasisKind };
  /** the ticket being served for this person; null when there is none */
  ticketNumber: string | null;
  onChange(basis: TypedBasis): void;
}

type TextField = Exclude<keyof TypedBasis, 'kind' | 'validUntil'>;
const fieldsOf: Record<BasisKind, readonly { name: TextField; maxLength: number }[]> = {
  ticket: [],
  changeForm: [{ name: 'number', maxLength: 40 }],
  complaint: [{ name: 'number', maxLength: 40 }],
  writtenOrder: [{ name: 'number', maxLength: 40 }, { name: 'orderedBy', maxLength: 60 }],
  register: [{ name: 'visitorName', maxLength: 40 }, { name: 'visitorUnit', maxLength: 80 }, { name: 'visitorContact', maxLength: 40 }, { name: 'reason', maxLength: 200 }],
};

/** What the look rests on: the ticket by itself, a paper by its number, a visitor by name. */
export function BasisFields({ kinds, value, ticketNumber, onChange }: BasisFieldsProps) {
  const { t } = useTranslation('looks');
  const words = useFieldWords();
  const { kind } = value;
  const change = (part: Partial<TypedBasis>) => onChange({ ...value, ...part });
  return (
    <Flex vertical gap="small">
      <Form.Item label={t('basis.label')} style={{ margin: 0 }}>
        <Radio.Group aria-label={t('basis.label')} value={kind} onChange={event => change({ kind: event.target.value as BasisKind })}>
          {kinds.map(each => <Radio key={each} value={each}>{words.basis(each)}{each === 'ticket' && ticketNumber !== null ? ` ${ticketNumber}` : ''}</Radio>)}
        </Radio.Group>
      </Form.Item>
      {kind === 'ticket' && ticketNumber === null && <Alert type="warning" showIcon title={t('basis.noTicket')} />}
      <Flex gap="small" wrap>
        {fieldsOf[kind].map(({ name, maxLength }) => (
          <Form.Item key={name} label={t(`basis.${name}`)} htmlFor={`basis-${name}`} style={{ margin: 0, flex: '1 1 180px' }}>
            <Input id={`basis-${name}`} value={value[name]} maxLength={maxLength} autoComplete="off" onChange={event => change({ [name]: event.target.value })} />
          </Form.Item>
        ))}
        {kind === 'writtenOrder' && (
          <Form.Item label={t('basis.validUntil')} htmlFor="basis-validUntil" style={{ margin: 0, flex: '1 1 180px' }}>
            <DatePicker
              id="basis-validUntil" style={{ width: '100%' }} value={value.validUntil === '' ? null : dayjs(value.validUntil)}
              onChange={day => change({ validUntil: day?.format('YYYY-MM-DD') ?? '' })}
            />
          </Form.Item>
        )}
      </Flex>
    </Flex>
  );
}
