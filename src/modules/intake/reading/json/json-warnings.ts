import { quoted } from '../listed.ts';
import type { ReadWarning } from '../read-outcome.ts';

export interface RepeatedKeys {
  /** The key of the list of records, where the file has several. */
  readonly list: string | null;
  /** How many have some key twice, and the first of them. */
  readonly records: number;
  readonly record: number;
  readonly key: string;
}

export function keysRepeated({ list, records, record, key }: RepeatedKeys): ReadWarning {
  const shown = key.length > 100 ? `${key.slice(0, 100)}…` : key;
  return {
    code: 'keys-repeated',
    message: {
      vi: `${list === null ? '' : `Danh sách «${list}»: `}có ${records} bản ghi ghi một khóa hai lần, đầu tiên là bản ghi ${record}, khóa «${shown}»; chỉ giá trị ghi sau được đọc.`,
      en: `${list === null ? '' : `List “${list}”: `}${records} ${records === 1 ? 'record has' : 'records have'} a key twice, first record ${record}, “${shown}”; only the later value was read.`,
    },
  };
}

/** Of records that are members of an object, each under its key, or under several. */
export function keysAsColumn(list: string | null, columns: readonly string[]): ReadWarning {
  return {
    code: 'keys-as-column',
    message: {
      vi: `${list === null ? 'JSON' : `Mục «${list}»`} ghi mỗi bản ghi dưới một khóa; mỗi khóa được đọc thành một dòng, khóa nằm ở cột ${quoted(columns, '«', '»')}.`,
      en: `${list === null ? 'The JSON' : `“${list}”`} has each record under a key; each was read as a row, with its key in column ${quoted(columns, '“', '”')}.`,
    },
  };
}

/** Of one record whose members are objects with the same fields. */
export const keysAsColumns: ReadWarning = {
  code: 'keys-as-column',
  message: {
    vi: 'JSON được đọc thành một dòng, dù nhiều mục trong đó có cùng các trường như những bản ghi. Nếu mỗi mục là một bản ghi, hãy ghi chúng thành một danh sách ([…]) hoặc đặt chúng trong một mục riêng rồi gửi lại.',
    en: 'The JSON was read as one row, though many of its members have the same fields as records have. If each is a record, write them as a list ([…]), or put them into a member of their own, and send the file again.',
  },
};

/** Of members that stand among records by key and are none; none where there are none. */
export function membersOdd(list: string | null, keys: readonly string[]): readonly ReadWarning[] {
  if (keys.length === 0) return [];
  return [
    {
      code: 'values-around-ignored',
      message: {
        vi: `${list === null ? '' : `Mục «${list}»: `}các khóa không dẫn tới bản ghi như những khóa khác không được đọc: ${quoted(keys, '«', '»')}. Nếu đó là bản ghi, hãy ghi đủ các trường của chúng.`,
        en: `${list === null ? '' : `“${list}”: `}keys that lead to no record as the others do were not read: ${quoted(keys, '“', '”')}. Write their fields if they are records.`,
      },
    },
  ];
}

/** Records that are no objects as the others are: how many, and the first of them. */
export interface MixedRecords {
  readonly records: number;
  readonly first: number;
}

export function recordsMixed(list: string | null, { records, first }: MixedRecords): ReadWarning {
  return {
    code: 'records-mixed',
    message: {
      vi: `${list === null ? '' : `Danh sách «${list}»: `}có ${records} phần tử không phải bản ghi với các trường như những phần tử khác (đầu tiên là phần tử ${first}); giá trị của chúng nằm ở cột «value». Hãy kiểm tra và sửa tệp.`,
      en: `${list === null ? '' : `List “${list}”: `}${records} ${records === 1 ? 'element is' : 'elements are'} no record with fields as the others are (first element ${first}); what they hold stands in column “value”. Check and mend the file.`,
    },
  };
}

/** Of lists beside the one that is read, by name. */
export function listsBesideIgnored(names: readonly string[]): ReadWarning {
  return {
    code: 'record-lists-ignored',
    message: {
      vi: `Không đọc các danh sách không có cùng các trường của quy định cấu trúc dữ liệu: ${quoted(names, '«', '»')}. Nếu cần, hãy chọn danh sách theo tên khi gửi.`,
      en: `Lists that do not have the same fields of the contract were not read: ${quoted(names, '“', '”')}. Choose one by its name when you send the file, if it is meant.`,
    },
  };
}

export function recordListsIgnored(lists: number): ReadWarning {
  return {
    code: 'record-lists-ignored',
    message: {
      vi: `Các danh sách nằm cùng chỗ với danh sách dài nhất được đọc, ${lists} danh sách khác thì không. Hãy gửi chúng thành tệp riêng.`,
      en: `The longest list of records was read, with those beside it; ${lists} ${lists === 1 ? 'list that hangs' : 'lists that hang'} elsewhere in the JSON ${lists === 1 ? 'was' : 'were'} not. Send ${lists === 1 ? 'it as a file of its' : 'them as files of their'} own.`,
    },
  };
}

/** Of values that stand around the list that is read, by name. */
export function membersAroundIgnored(names: readonly string[]): ReadWarning {
  return {
    code: 'values-around-ignored',
    message: {
      vi: `Các mục nằm ngoài danh sách bản ghi không được đọc: ${quoted(names, '«', '»')}. Nếu chúng thuộc về từng bản ghi, hãy ghi chúng vào từng bản ghi.`,
      en: `What stands around the list of records was not read: ${quoted(names, '“', '”')}. Write it into each record if it is said of them.`,
    },
  };
}
