import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FileState, MaskedFile } from '../../shared/archive.ts';
import type { CatalogueWords } from './use-catalogue.ts';

/** A shape and a word each, never colour alone. */
const stateShapes: Record<FileState, string> = { onShelf: '▣', lent: '↗', underReview: '◷', destroyed: '✕' };
const stateColours: Record<FileState, string | undefined> = { onShelf: 'success', lent: 'warning', underReview: undefined, destroyed: 'error' };
/** The fuller the circle, the higher the level. */
const levelShapes = ['○', '◔', '◑', '●'];

export function StateMark({ state }: { state: FileState }) {
  const { t } = useTranslation('archive');
  return <Tag color={stateColours[state]} className="file-mark"><span aria-hidden>{stateShapes[state]} </span>{t(`state.${state}`)}</Tag>;
}

export function LevelMark({ levelId, words }: { levelId: string; words: CatalogueWords }) {
  const step = words.levelStep(levelId);
  return <Tag variant="outlined" className="file-mark"><span aria-hidden>{levelShapes[Math.min(Math.max(step, 0), levelShapes.length - 1)]} </span>{words.levelName(levelId)}</Tag>;
}

/** Legal holds in force; nothing when there are none. */
export function HoldMark({ file }: { file: Pick<MaskedFile, 'holdCount'> }) {
  const { t } = useTranslation('archive');
  if (file.holdCount === 0) return null;
  return <Tag color="error" variant="outlined" className="file-mark"><span aria-hidden>⚑ </span>{t('holds.mark', { count: file.holdCount })}</Tag>;
}
