import type { ComparisonCertificate } from '../../../shared/console-verification.ts';
import { usePaperTime, usePaperWords, type PaperText } from '../../components/paper-words.ts';
import { Paper, PaperWords, SignatureSpaces } from '../../components/paper.tsx';
import './comparison-paper.css';

/** The certificate on A4: who and when, each table's rows and digests on both sides, and the text that is signed. */
export function ComparisonPaper({ certificate }: { certificate: ComparisonCertificate }) {
  const { inBoth } = usePaperWords('headquartersVerification');
  const { inBoth: inConsole } = usePaperWords('headquarters');
  const { inBoth: ofTable } = usePaperWords('headquartersTables');
  const time = usePaperTime();
  const { branch, tables, witnessed, refused, note } = certificate;
  const differing = tables.filter(({ isSame }) => !isSame).length;
  const plain = (text: string): PaperText => ({ zh: text, en: null });
  const facts: [PaperText, PaperText][] = [
    [inBoth('certificate.branch'), plain(`${branch.name} ${branch.id}`)],
    [inBoth('certificate.epoch'), plain(String(branch.epoch))],
    [inBoth('certificate.made'), plain(time(certificate.madeAt))],
    [inBoth('certificate.compared'), inBoth('certificate.comparedFromTo', { from: time(certificate.comparedFrom), to: time(certificate.comparedTo) })],
    [inBoth('certificate.changes'), inBoth('certificate.changesFromTo', { first: certificate.firstUpTo, last: certificate.lastUpTo })],
    [inBoth('certificate.held'), plain(String(certificate.held))],
    [inBoth('certificate.witnessed'), witnessed ? inBoth(witnessed.sinceAt === null ? 'certificate.witnessedTo' : 'certificate.witnessedNewLine', { size: witnessed.size, at: time(witnessed.at), since: time(witnessed.sinceAt ?? 0) }) : inBoth('certificate.notWitnessed')],
    [inBoth('certificate.verdict'), differing === 0 ? inBoth('certificate.allSame', { tables: tables.length, rows: tables.reduce((sum, { rowsHere }) => sum + rowsHere, 0) }) : inBoth('certificate.someDiffer', { tables: tables.length, differing })],
  ];
  const refusal = refused && { zh: inConsole(`witnessReason.${refused.reason}`).zh, en: inConsole(`witnessReason.${refused.reason}`).en };
  return (
    <Paper title={inBoth('certificate.title')} number={null} printedAt={certificate.madeAt}>
      <table className="comparison-facts">
        <tbody>
          {facts.map(([name, value]) => <tr key={name.zh}><th scope="row"><PaperWords text={name} /></th><td><PaperWords text={value} /></td></tr>)}
        </tbody>
      </table>
      {refused && refusal && <p><strong><PaperWords text={{ zh: inBoth('certificate.refused', { at: time(refused.at), reason: refusal.zh }).zh, en: refusal.en === null ? null : inBoth('certificate.refused', { at: time(refused.at), reason: refusal.en }).en }} /></strong></p>}
      <table className="comparison-tables">
        <thead><tr><th><PaperWords text={inBoth('verification.table')} /></th><th><PaperWords text={inBoth('certificate.result')} /></th><th><PaperWords text={inBoth('certificate.rows')} /></th><th><PaperWords text={inBoth('certificate.digest')} /></th></tr></thead>
        <tbody>
          {tables.map(each => (
            <tr key={each.table}>
              <td><PaperWords text={ofTable(`name.${each.table}`, { defaultValue: '' })} /> <span className="comparison-program-name">{each.table}</span></td>
              <td><PaperWords text={inBoth(each.isSame ? 'certificate.same' : 'certificate.differing')} /></td>
              {each.isSame
                ? <><td>{each.rowsHere}</td><td className="comparison-digest">{each.digestHere}</td></>
                : (
                  <>
                    <td><PaperWords text={inBoth('certificate.atBranch', { rows: each.rowsAtBranch })} /><br /><PaperWords text={inBoth('certificate.here', { rows: each.rowsHere })} /></td>
                    <td className="comparison-digest">{each.digestAtBranch}<br />{each.digestHere}</td>
                  </>
                )}
            </tr>
          ))}
        </tbody>
      </table>
      <section className="comparison-signed">
        <strong><PaperWords text={inBoth('certificate.signed')} /></strong>
        <p><PaperWords text={inBoth('certificate.howToCheck', { publicKey: certificate.publicKey, keyId: certificate.keyId })} /></p>
        <pre>{note}</pre>
      </section>
      <SignatureSpaces signers={[{ role: inConsole('role.administrator') }, { role: inConsole('role.auditor') }]} />
    </Paper>
  );
}
