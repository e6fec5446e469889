const letterT = [0x54, 0x74];
const letterC = [0x43, 0x63];
const letterS = [0x53, 0x73];
const letterG = [0x47, 0x67];

/**
 * Whether a record whose content begins here may be a total or a line that numbers the columns, judged by two bytes:
 * `To…`, `Tổ…`, `Cộ…`, `Co…`, `Su…`, `Gr…`, `(1`, or a byte order mark, as where files were put one behind the other.
 * It may say yes for nothing; whoever asks reads the record itself.
 */
export function isSuspectStart(buffer: Buffer, position: number): boolean {
  const first = buffer[position] ?? 0;
  if (first >= 0x30 && first <= 0x39) return false;
  const second = buffer[position + 1] ?? 0;
  if (letterT.includes(first))
    return second === 0x6f || second === 0x4f || second === 0xe1 || second === 0xc3 || second === 0xe2;
  if (letterC.includes(first)) return second === 0x6f || second === 0x4f || second === 0xe1 || second === 0xc3;
  if (letterS.includes(first)) return second === 0x75 || second === 0x55;
  if (letterG.includes(first)) return second === 0x72 || second === 0x52;
  return first === 0x28 || (first === 0xef && second === 0xbb);
}
