import { quoted } from '../listed.ts';
import type { ReadWarning } from '../read-outcome.ts';

export const gmlUnread: ReadWarning = {
  code: 'geometry-unread',
  message: {
    vi: 'Tệp là bản đồ GML: các trường được đọc thành bảng, còn hình dạng và vị trí thì không. Nếu cần bản đồ, hãy xuất thành GeoJSON, KML hoặc shapefile nén zip.',
    en: 'The file is a map in GML: its fields were read as a table, its shapes and places were not. Export it as GeoJSON, KML or a shapefile in a zip if the map is needed.',
  },
};

/** Elements around records that hold none. */
export interface HollowGroups {
  readonly name: string;
  readonly count: number;
  readonly line: number;
}

export function groupsHollow({ name, count, line }: HollowGroups): ReadWarning {
  return {
    code: 'values-around-ignored',
    message: {
      vi: `Có ${count} phần tử «${name}» không chứa bản ghi nào (đầu tiên ở dòng ${line}) nên không thành dòng dữ liệu. Nếu đó là số liệu, hãy gửi chúng thành danh sách riêng.`,
      en: `${count} elements “${name}” hold no record (first on line ${line}) and made no row. Send them as a list of their own if they are data.`,
    },
  };
}

/** Of elements around rows, by name, that may be meant as rows themselves. */
export function groupsAsColumns(names: readonly string[]): ReadWarning {
  return {
    code: 'groups-as-columns',
    message: {
      vi: `Mỗi phần tử bên trong ${quoted(names, '«', '»')} là một dòng, kèm các giá trị của phần tử bao ngoài lặp lại trên từng dòng. Nếu mỗi phần tử bao ngoài mới là một dòng, hãy chọn nó theo tên khi gửi, hoặc gửi theo quy định cấu trúc dữ liệu có các trường của nó.`,
      en: `Each element within ${quoted(names, '“', '”')} is a row, and what the outer one says stands in all of its rows again. If the outer elements are meant as rows, choose them by name when you send the file, or send it under a contract that has their fields.`,
    },
  };
}
