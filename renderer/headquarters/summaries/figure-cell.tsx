import { useTranslation } from 'react-i18next';
import { useFigureText, type FigureValue, type PeriodFigure } from '../../components/summary/period-figures.ts';

interface FigureCellProps {
  figure: PeriodFigure;
  present: FigureValue;
  /** undefined: there is nothing to compare with */
  earlier: FigureValue | undefined;
  /** which way is good; undefined: neither */
  better: 'more' | 'less' | undefined;
  /** how full the bar is, 0 to 1, and where its line stands; null: no bar */
  bar: { filled: number; line: number | null } | null;
}

/** A figure with its n, by how much it is other than before (a sign and an arrow say it, colour only repeats it), and a bar. */
export function FigureCell({ figure, present, earlier, better, bar }: FigureCellProps) {
  const { t, i18n } = useTranslation('headquartersSummaries');
  const { text, change } = useFigureText();
  const counted = new Intl.NumberFormat(i18n.language);
  const by = earlier === undefined ? null : change(figure, present, earlier);
  const direction = by === null ? 0 : Math.sign(parseFloat(by));
  const tone = direction === 0 || better === undefined ? 'even' : (direction > 0) === (better === 'more') ? 'better' : 'worse';
  return (
    <div className="figures__cell">
      {typeof present === 'object' && present !== null && present.of > 0
        ? <span title={`${counted.format(present.part)} / ${counted.format(present.of)}`}>{(present.part * 100 / present.of).toFixed(1)} %{!figure.isOfMinutes && <small> n={counted.format(present.of)}</small>}</span>
        : <span>{typeof present === 'number' && !figure.isTime ? counted.format(present) : text(figure, present)}</span>}
      {bar && (
        <span className="figures__bar" aria-hidden>
          <span className="figures__filled" style={{ inlineSize: `${Math.round(bar.filled * 1000) / 10}%` }} />
          {bar.line !== null && <span className="figures__line" style={{ insetInlineStart: `${Math.round(bar.line * 1000) / 10}%` }} />}
        </span>
      )}
      {earlier !== undefined && by !== null && (
        <small className="figures__change" data-tone={tone} title={t('was', { value: text(figure, earlier) })}>
          <span aria-hidden>{['▼', '＝', '▲'][direction + 1]} </span>{by}
          {tone !== 'even' && <span className="console-unseen"> {t(`tone.${tone}`)}</span>}
        </small>
      )}
    </div>
  );
}
