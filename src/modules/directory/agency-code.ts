const legacy = /^(\d{3})\.(\d{2})\.(\d{2})\.([A-Y]\d{2})$/;

/**
 * The current form (QĐ 20/2020/QĐ-TTg) of an agency's code: the older form (QCVN 102:2016) runs from the lowest level to
 * the highest and fills missing ones with zeros, `000.05.12.H15` → `H15.12.05`. A code in any other form stays as it is.
 */
export function canonicalAgencyCode(code: string): string {
  const groups = legacy.exec(code)?.slice(1);
  if (groups === undefined) return code;
  return groups
    .filter((group) => !/^0+$/.test(group))
    .reverse()
    .join('.');
}
