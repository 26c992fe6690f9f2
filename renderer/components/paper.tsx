import { QRCode } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useOffice } from '../hooks/office.ts';
import { usePaperTime, usePaperWords, type PaperText } from './paper-words.ts';
import './paper.css';

interface PaperProps {
  title: PaperText;
  /** of the paper itself: J2026-0001; null for papers that are not numbered */
  number: string | null;
  /** UTC ms of the moment it was made for printing */
  printedAt: number;
  /** of the access log, as it stood then; null while the log has none; left out: the paper has nothing to do with the log */
  checkpointText?: string | null;
  children: ReactNode;
}

/**
 * A paper of the office: its Chinese name (with an English line beside when the reader reads English), branch, number and
 * time of printing, and the log's checkpoint as a QR code. Pages are numbered by the printer's own margin.
 */
export function Paper({ title, number, printedAt, checkpointText, children }: PaperProps) {
  const office = useOffice();
  const timeText = usePaperTime();
  const { inBoth } = usePaperWords('app');
  return (
    <article className="paper" aria-label={title.en ?? title.zh}>
      <header className="paper__head">
        <div>
          <h2 className="paper__title"><span lang="zh-CN">{title.zh}</span>{title.en !== null && <small lang="en">{title.en}</small>}</h2>
          <p>{office.name}</p>
          {number !== null && <p className="paper__number"><PaperWords text={inBoth('paper.number', { number })} /></p>}
          <p className="paper__number"><PaperWords text={inBoth('paper.printed', { at: timeText(printedAt), name: office.personName })} /></p>
        </div>
        {typeof checkpointText === 'string' && (
          <div className="paper__code">
            <QRCode type="svg" value={checkpointText} size={112} errorLevel="L" bordered={false} color="#000" bgColor="#fff" aria-hidden />
            <PaperWords text={inBoth('paper.code')} />
          </div>
        )}
      </header>
      {children}
      {checkpointText !== undefined && <footer className="paper__foot"><p><PaperWords text={inBoth(checkpointText === null ? 'paper.noCheckpoint' : 'paper.checkpoint')} /></p></footer>}
    </article>
  );
}

/** A paper's words: Chinese, and the English line below it for who reads English. */
export function PaperWords({ text }: { text: PaperText }) {
  return <><span lang="zh-CN">{text.zh}</span>{text.en !== null && <span className="paper__english" lang="en">{text.en}</span>}</>;
}

/** Room to sign by hand, with who is to sign, the name where it is known, and the day. */
export function SignatureSpaces({ signers }: { signers: readonly { role: PaperText; name?: string }[] }) {
  const { inBoth } = usePaperWords('app');
  return (
    <div className="paper__signatures">
      {signers.map(({ role, name = '' }) => (
        <div key={role.zh} className="paper__signature">
          <span><strong><PaperWords text={role} /></strong> {name}</span>
          <span className="paper__signature-line"><PaperWords text={inBoth('paper.signature')} /></span>
        </div>
      ))}
    </div>
  );
}

/** The same paper beside the page, which only a printer sees: nothing of the frame goes onto it. */
export function PrintedPaper({ children }: { children: ReactNode }) {
  const [place] = useState(() => Object.assign(document.createElement('div'), { className: 'paper-print' }));
  useEffect(() => {
    document.body.append(place);
    return () => place.remove();
  }, [place]);
  return createPortal(children, place);
}
