import { theme, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileMatchedBy, MaskedFile } from '../../shared/archive.ts';
import { HoldMark, LevelMark, StateMark } from './file-marks.tsx';
import type { CatalogueWords } from './use-catalogue.ts';

interface FileRowProps {
  id: string;
  file: MaskedFile;
  matchedBy: FileMatchedBy | null;
  words: CatalogueWords;
  isActive: boolean;
  onPoint(): void;
  onOpen(): void;
}

/** One file of a list: masked, where it stands, how secret, in which state. */
export function FileRow({ id, file, matchedBy, words, isActive, onPoint, onOpen }: FileRowProps) {
  const { t } = useTranslation('archive');
  const { token } = theme.useToken();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);

  return (
    <li
      ref={row} id={id} role="option" aria-selected={isActive} className="file-row"
      style={{ background: isActive ? token.controlItemBgActive : undefined, outline: isActive ? `2px solid ${token.colorPrimary}` : undefined }}
      onMouseMove={onPoint}
      // The field keeps the focus, so that the arrows go on working.
      onMouseDown={event => event.preventDefault()}
      onClick={onOpen}
    >
      <span className="file-row__number">{file.archiveNumber}</span>
      <span className="file-row__whom">
        <Typography.Text strong>{file.maskedName}</Typography.Text>
        {file.maskedAccountNumber !== null && <span className="file-row__account"> {t('row.account', { number: file.maskedAccountNumber })}</span>}
        <br />
        <Typography.Text type="secondary" ellipsis>{[file.maskedTitle, file.maskedAddress].filter(Boolean).join(' · ')}</Typography.Text>
      </span>
      <span className="file-row__where">
        {words.categoryName(file.categoryId)} · {file.year}
        <br />
        <Typography.Text type="secondary">{placeText(file, words) || t('row.noPlace')}{matchedBy && ` · ${t(`by.${matchedBy}`)}`}</Typography.Text>
      </span>
      <span className="file-row__marks">
        <LevelMark levelId={file.levelId} words={words} /><StateMark state={file.state} /><HoldMark file={file} />
      </span>
    </li>
  );
}

/** Shelf and place as on the label; empty when neither was written down. */
export function placeText(file: Pick<MaskedFile, 'shelfId' | 'place'>, words: CatalogueWords): string {
  return [words.shelfCode(file.shelfId), file.place].filter(part => part !== '').join(' ');
}
