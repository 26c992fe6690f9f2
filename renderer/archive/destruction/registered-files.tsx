import type { Destruction } from '../../../shared/lending.ts';
import { usePaperWords } from '../../components/paper-words.ts';
import { PaperWords } from '../../components/paper.tsx';
import type { CatalogueWords } from '../use-catalogue.ts';

const columns = ['ordinal', 'archiveNumber', 'fileTitle', 'year', 'pages', 'level', 'retentionEndsOn'] as const;

/** The files of a register, one a line, masked; the head of the table stands on every sheet. */
export function RegisteredFiles({ files, words }: { files: Destruction['files']; words: CatalogueWords }) {
  const { inBoth, ofNames } = usePaperWords('destruction');
  return (
    <table className="destruction-files">
      <thead><tr>{columns.map(each => <th key={each} scope="col"><PaperWords text={inBoth(`paper.${each}`)} /></th>)}</tr></thead>
      <tbody>
        {files.map((file, at) => {
          const level = words.level(file.levelId);
          return (
            <tr key={file.id}>
              <td className="destruction-files__figure">{at + 1}</td>
              <td>{file.archiveNumber}</td>
              <td className="destruction-files__words">{file.maskedName} · {file.maskedTitle}</td>
              <td className="destruction-files__figure">{file.year}</td>
              <td className="destruction-files__figure">{file.pages}</td>
              <td>{level && <PaperWords text={ofNames(level.nameZh, level.nameEn)} />}</td>
              <td>{file.retentionEndsOn}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
