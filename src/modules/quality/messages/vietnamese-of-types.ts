import type { MessageText } from './message-facts.ts';

/** Problems of readings and semantic types, by their codes; a part of the Vietnamese catalogue. */
export const vietnameseOfTypes = {
  'has-time': {
    what: ({ value }) => `«${value}» có cả giờ, trong khi cột này chỉ nhận ngày`,
    mend: () => 'Bỏ phần giờ, hoặc khai báo cột là ngày giờ.',
  },
  'ambiguous-amount': {
    what: ({ value }) =>
      `«${value}» có thể hiểu theo hai cách: dấu phẩy là dấu thập phân hoặc dấu phân cách hàng nghìn`,
    mend: () => 'Ghi số tiền bằng đồng, không có dấu phân cách.',
  },
} as const satisfies Readonly<Record<string, MessageText>>;
