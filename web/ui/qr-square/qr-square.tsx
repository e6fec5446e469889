import type { QrCode } from '../../lib/draw-qr-code.ts';

export interface QrSquareProps {
  readonly code: QrCode;
  /** Where it leads, for those who cannot see it. */
  readonly label: string;
}

/** Dark on white in every theme: cameras expect it so. */
export function QrSquare({ code, label }: QrSquareProps) {
  return (
    // No file for <img> is drawn for each receipt.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <svg className="qr-square" viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={label}>
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
