import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Destruction } from '../../../shared/lending.ts';

type State = Destruction['state'];

const shapes: Record<State, string> = { proposed: '◷', approved: '▲', rejected: '✕', withdrawn: '↩', carriedOut: '■' };
const colours: Record<State, string | undefined> = { proposed: undefined, approved: 'warning', rejected: undefined, withdrawn: undefined, carriedOut: 'error' };

/** Where a proposal stands: a shape and a word, never colour alone. */
export function DestructionMark({ state }: { state: State }) {
  const { t } = useTranslation('destruction');
  return <Tag color={colours[state]} variant={colours[state] ? 'filled' : 'outlined'} className="destruction-mark"><span aria-hidden>{shapes[state]} </span>{t(`state.${state}`)}</Tag>;
}
