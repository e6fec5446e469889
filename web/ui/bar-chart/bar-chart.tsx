import { useLocale } from '../../messages/use-locale.tsx';

export interface BarChartProps {
  readonly title: string;
  readonly note: string;
  /** Decimals that the values are written with. */
  readonly digits: number;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
}

/** Horizontal bars, the first one dark, names and values as text. All values must be zero or more. */
export function BarChart({ title, note, digits, bars }: BarChartProps) {
  const { format } = useLocale();
  const highest = Math.max(...bars.map((bar) => bar.value), Number.MIN_VALUE);
  return (
    <figure className="bar-chart">
      <figcaption>
        <b>{title}</b>
        <span>{note}</span>
      </figcaption>
      <ol>
        {bars.map((bar, index) => (
          <li key={`${bar.label} ${index}`}>
            <span>{bar.label}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(100 * bar.value) / highest} height="10" />
            </svg>
            <span className="figures">{format.fixed(bar.value, digits)}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
