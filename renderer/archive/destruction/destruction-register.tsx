import type { ReactNode } from 'react';
import { destructionSteps, type Destruction } from '../../../shared/lending.ts';
import { usePaperTime, usePaperWords } from '../../components/paper-words.ts';
import { Paper, PaperWords, SignatureSpaces } from '../../components/paper.tsx';
import type { CatalogueWords } from '../use-catalogue.ts';
import { RegisteredFiles } from './registered-files.tsx';

/** 档案销毁清册: why, which files, who approved, who saw it done; what is still to come is left to be written by hand. */
export function DestructionRegister({ destruction, words, printedAt }: { destruction: Destruction; words: CatalogueWords; printedAt: number }) {
  const { inBoth } = usePaperWords('destruction');
  const timeText = usePaperTime();
  const { number, files, approvals, withdrawn, carriedOut, state } = destruction;
  const text = (key: string, data?: Record<string, string | number>) => <PaperWords key={key} text={inBoth(`paper.${key}`, data)} />;
  const stepName = (step: (typeof destructionSteps)[number]) => inBoth(`step.${step}`);
  const nameOf = (step: (typeof destructionSteps)[number]) => approvals.find(each => each.step === step)?.name ?? '';
  const pages = files.reduce((sum, file) => sum + file.pages, 0);
  const [one = '', other = ''] = carriedOut?.witnessNames ?? [];

  return (
    <Paper title={inBoth('paper.title')} number={number} printedAt={printedAt} checkpointText={destruction.checkpointText}>
      <table>
        <tbody>
          <Line cells={[['reason', destruction.reason]]} />
          <Line cells={[['proposedBy', destruction.proposedByName], ['proposedAt', timeText(destruction.proposedAt)]]} />
          <Line cells={[['extent', text('extentText', { files: files.length, pages })], ['state', <>{text(`stateText.${state}`)}{withdrawn && <> {withdrawn.name} {timeText(withdrawn.at)} {withdrawn.words}</>}</>]]} />
        </tbody>
      </table>
      <RegisteredFiles files={files} words={words} />
      <div className="destruction-signed">
        <table className="destruction-files">
          <thead><tr>{['step', 'signer', 'opinion', 'signedAt', 'remarks'].map(each => <th key={each} scope="col">{text(each)}</th>)}</tr></thead>
          <tbody>
            {destructionSteps.map(step => {
              const signed = approvals.find(each => each.step === step);
              return (
                <tr key={step}>
                  <th scope="row"><PaperWords text={stepName(step)} /></th>
                  <td>{signed?.name}</td>
                  <td>{signed && text(signed.isApproved ? 'agreed' : 'refused')}</td>
                  <td>{signed && timeText(signed.at)}</td>
                  <td className="destruction-files__words">{signed?.words}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <SignatureSpaces signers={destructionSteps.map(step => ({ role: stepName(step), name: nameOf(step) }))} />
      </div>
      <div className="destruction-signed">
        <table>
          <tbody>
            <Line cells={[['method', carriedOut?.method ?? ''], ['carriedOutAt', carriedOut ? timeText(carriedOut.at) : '']]} />
            <Line cells={[['logEntries', carriedOut ? text('logEntriesText', { from: carriedOut.logSeq, until: carriedOut.logSeq + files.length - 1 }) : '']]} />
          </tbody>
        </table>
        <SignatureSpaces signers={[
          { role: inBoth('paper.sign.executor'), name: carriedOut?.byName ?? '' },
          { role: inBoth('paper.sign.firstWitness'), name: one }, { role: inBoth('paper.sign.secondWitness'), name: other },
        ]} />
      </div>
      <p>{text('rules')}</p>
    </Paper>
  );
}

/** Two facts side by side, or one across. */
function Line({ cells }: { cells: readonly (readonly [string, ReactNode])[] }) {
  const { inBoth } = usePaperWords('destruction');
  return (
    <tr>
      {cells.map(([label, content]) => [
        <th key={`${label}-label`} scope="row" style={{ width: '16%' }}><PaperWords text={inBoth(`paper.${label}`)} /></th>,
        <td key={label} colSpan={cells.length === 1 ? 3 : 1} style={cells.length === 1 ? undefined : { width: '34%' }}>{content}</td>,
      ])}
    </tr>
  );
}
