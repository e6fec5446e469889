import { useLocale } from '../../messages/use-locale.tsx';

export interface BarChartProps {
  readonly title: string;
  readonly note: string;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
}

const rowHeight = 34;
const labelWidth = 190;
const barWidth = 320;
const valueWidth = 110;

/** Horizontal bars with their values written on, the first one dark. All values must be zero or more. */
export function BarChart({ title, note, bars }: BarChartProps) {
  const { format } = useLocale();
  const highest = Math.max(...bars.map((bar) => bar.value), Number.MIN_VALUE);
  const described = bars.map((bar) => `${bar.label}: ${format.number(bar.value)}`).join('; ');
  return (
    <figure className="bar-chart">
      <figcaption>
        <b>{title}</b>
        <span>{note}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${labelWidth + barWidth + valueWidth} ${bars.length * rowHeight}`}
        role="img"
        aria-label={described}
      >
        {bars.map((bar, index) => {
          const middle = index * rowHeight + rowHeight / 2;
          const width = Math.max(1, (barWidth * bar.value) / highest);
          return (
            <g key={`${bar.label} ${index}`} className={index === 0 ? 'bar-chart__first' : undefined}>
              <text x={labelWidth - 12} y={middle + 5} textAnchor="end">
                {shorten(bar.label)}
              </text>
              <rect x={labelWidth} y={middle - 11} width={width} height={22} />
              <text className="figures" x={labelWidth + width + 8} y={middle + 5}>
                {format.number(bar.value)}
              </text>
            </g>
          );
        })}
        <path d={`M${labelWidth} 0v${bars.length * rowHeight}`} />
      </svg>
    </figure>
  );
}

const labelCharacters = 24;

function shorten(label: string): string {
  return label.length > labelCharacters ? `${label.slice(0, labelCharacters - 1)}…` : label;
}
