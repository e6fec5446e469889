import type { Directory, UnitTable } from '#modules/directory/index.ts';
import type { CodeList } from './code-list.ts';

/** Code lists that are the directory itself, each made when it is first asked for. */
export function unitCodeLists(directory: Directory): ReadonlyMap<string, () => CodeList> {
  return new Map([
    [
      'commune',
      () =>
        codeListOf('commune', directory.tables.ownCommunes(), {
          vi: 'Đơn vị hành chính cấp xã của tỉnh',
          en: 'Communes of the province',
        }),
    ],
    [
      'district',
      () =>
        codeListOf('district', directory.tables.ownDistricts(), {
          vi: 'Đơn vị hành chính cấp huyện (đã bãi bỏ từ 01/7/2025)',
          en: 'Districts (abolished on 1 July 2025)',
        }),
    ],
    [
      'commune-vn',
      () =>
        codeListOf('commune-vn', directory.tables.countryCommunes(), {
          vi: 'Đơn vị hành chính cấp xã của cả nước',
          en: 'Communes of Vietnam',
        }),
    ],
    [
      'province',
      () =>
        codeListOf('province', directory.tables.provinces(), {
          vi: 'Tỉnh, thành phố trực thuộc trung ương',
          en: 'Provinces and centrally run cities',
        }),
    ],
  ]);
}

function codeListOf(id: string, table: UnitTable, title: CodeList['title']): CodeList {
  return {
    id,
    title,
    codes: table.units.map(({ code, name, parent, district, validFrom, validTo }) => ({
      code,
      name,
      ...(parent === null ? {} : { parent }),
      ...(district === undefined ? {} : { district }),
      validFrom,
      validTo,
    })),
    successions: table.successions.map(({ from, to, coverage, on }) => ({ from, to, coverage, on })),
  };
}
